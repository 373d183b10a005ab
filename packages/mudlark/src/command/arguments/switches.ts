import type { Argument, ArgumentType } from "./part.ts";
import { unquote } from "./quoting.ts";
import { words } from "../words.ts";
import type { ArgumentScope } from "./argument-scope.ts";

/** A switch of a command: `/quiet`, or `/limit:20` when it takes a value. */
interface Switch<Value> {
  readonly help: string;
  readonly value: SwitchValue<Value> | null;
}

interface SwitchValue<Value> {
  readonly name: string;
  readonly type: ArgumentType<Value>;
}

export type SwitchTable = Readonly<Record<string, Switch<unknown>>>;

/** What `run` finds in `switches`: `true` or `false` for a flag, the value or `undefined` for a valued one. */
export type SwitchValues<Table extends SwitchTable> = {
  readonly [Name in keyof Table]: Table[Name] extends FlagSwitch
    ? boolean
    : Table[Name] extends Switch<infer Value>
      ? Value | undefined
      : never;
};

export interface FlagSwitch extends Switch<boolean> {
  readonly value: null;
}

export interface ValuedSwitch<Value> extends Switch<Value> {
  readonly value: SwitchValue<Value>;
}

/**
 * A switch that is there or not.
 *
 * @example
 * switches: { quiet: flag("tell nobody") }
 */
export function flag(help: string): FlagSwitch {
  return Object.freeze({ help, value: null });
}

/**
 * A switch with a value behind a colon.
 *
 * @example
 * switches: { limit: valued(arg.int("rows", { min: 1 }), "show at most so many") } // find/limit:20
 */
export function valued<Value>(argument: Argument<string, Value>, help: string): ValuedSwitch<Value> {
  return Object.freeze({ help, value: { name: argument.name, type: argument.type } });
}

export type ParsedSwitches =
  | {
      readonly ok: true;
      readonly values: Readonly<Record<string, unknown>>;
      /** What follows the switches, untrimmed. */
      readonly rest: string;
    }
  | { readonly ok: false; readonly message: string };

/** One `/word` or `/word:value`, and where it ends. */
const switchPattern = /\/([^/\s=:]*)(?::("(?:[^"\\]|\\.)*"|[^/\s=]*))?/uy;

/**
 * Reads the switches that are attached to a command's name (`commands.md` §6.1). They end at white space or `=`.
 *
 * @param text what stands right behind the name
 */
export function parseSwitches(
  text: string,
  command: string,
  table: SwitchTable,
  scope: ArgumentScope,
): ParsedSwitches {
  const values: Record<string, unknown> = {};
  for (const [name, { value }] of Object.entries(table)) values[name] = value === null ? false : undefined;
  if (!text.startsWith("/")) return { ok: true, values, rest: text };

  const options = Object.keys(table);
  if (options.length === 0) return problem(words.noSwitches(command));
  let position = 0;
  while (text[position] === "/") {
    switchPattern.lastIndex = position;
    const [whole = "/", typed = "", givenValue] = switchPattern.exec(text) ?? [];
    const found = findSwitch(typed, command, options);
    if (!found.ok) return found;
    const read = readValue(found.name, table[found.name], givenValue, scope);
    if (!read.ok) return read;
    values[found.name] = read.value;
    position += whole.length;
  }
  return { ok: true, values, rest: text.slice(position) };
}

type Problem = { readonly ok: false; readonly message: string };

function findSwitch(
  typed: string,
  command: string,
  options: readonly string[],
): Problem | { readonly ok: true; readonly name: string } {
  if (typed === "") return problem(words.emptySwitch(command, options));
  const wanted = typed.toLowerCase();
  const exact = options.find((option) => option.toLowerCase() === wanted);
  if (exact !== undefined) return { ok: true, name: exact };
  const begun = options.filter((option) => option.toLowerCase().startsWith(wanted));
  const [only] = begun;
  if (only === undefined) return problem(words.unknownSwitch(command, typed, options));
  return begun.length === 1 ? { ok: true, name: only } : problem(words.ambiguousSwitch(typed, begun));
}

function readValue(
  name: string,
  definition: Switch<unknown> | undefined,
  given: string | undefined,
  scope: ArgumentScope,
): Problem | { readonly ok: true; readonly value: unknown } {
  const wanted = definition?.value ?? null;
  if (wanted === null) {
    return given === undefined ? { ok: true, value: true } : problem(words.switchWithValue(name));
  }
  if (given === undefined || given === "") {
    return problem(words.switchWithoutValue(name, `/${name}:<${wanted.name}>`));
  }
  const result = wanted.type.parse(unquote(given), scope);
  return result.ok ? result : problem(result.message);
}

function problem(message: string): Problem {
  return { ok: false, message };
}
