import { words } from "../words.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import { argumentsOf, dividesLine, type Grammar, type OptionalNode } from "./grammar.ts";
import type { ArgumentProblem, ArgumentShape } from "./part.ts";
import { mismatch } from "./part.ts";
import { splitSides, splitWords, takeWord, unquote, withoutEscapes, type Sides } from "./quoting.ts";

export type ParsedArguments = { readonly ok: true; readonly values: ArgumentValues } | ArgumentProblem;

/** By the name of the argument; one that was left out is `undefined` or its fallback. */
type ArgumentValues = Readonly<Record<string, unknown>>;

/**
 * Reads what follows a command's name (and its switches) by the command's grammar: separators divide the line
 * first, then each side is read word by word.
 */
export function parseArguments(grammar: Grammar, text: string, scope: ArgumentScope): ParsedArguments {
  const values: Record<string, unknown> = {};
  fillAbsent(grammar, values);
  const problem = readSides(grammar, text.trim(), { scope, values });
  return problem ?? { ok: true, values };
}

interface Reading {
  readonly scope: ArgumentScope;
  readonly values: Record<string, unknown>;
}

function readSides(grammar: Grammar, text: string, reading: Reading): ArgumentProblem | null {
  const at = grammar.findIndex(dividesLine);
  const divider = grammar[at];
  if (divider === undefined || divider.part === "argument") return readWords(grammar, text, reading);
  const before = grammar.slice(0, at);
  const after = grammar.slice(at + 1);
  if (divider.part === "optional") return readOptionalSide(before, divider, after, text, reading);

  const sides = splitSides(text, divider.delimiters, honoursQuotes(before));
  if (sides === null) return missingSide(grammar, divider.delimiters, after, text);
  return readWords(before, sides.left, reading) ?? readSides(after, sides.right, reading);
}

/** An optional group with a separator is there when its separator is. */
function readOptionalSide(
  before: Grammar,
  group: OptionalNode,
  after: Grammar,
  text: string,
  reading: Reading,
): ArgumentProblem | null {
  const at = group.nodes.findIndex(dividesLine);
  const divider = group.nodes[at];
  const left = [...before, ...group.nodes.slice(0, at)];
  let sides: Sides | null = null;
  if (divider?.part === "separator") sides = splitSides(text, divider.delimiters, honoursQuotes(left));
  if (sides === null) {
    const isPlain = divider?.part === "separator" && honoursQuotes(left);
    const whole = isPlain ? withoutEscapes(text, divider.delimiters) : text;
    return readSides([...before, ...after], whole, reading);
  }
  const right = [...group.nodes.slice(at + 1), ...after];
  return readWords(left, sides.left, reading) ?? readSides(right, sides.right, reading);
}

function missingSide(
  grammar: Grammar,
  delimiters: readonly string[],
  after: Grammar,
  text: string,
): ArgumentProblem {
  const [first] = argumentsOf(text === "" ? grammar : after);
  const name = spoken(first?.name ?? "");
  if (text === "" && first !== undefined) return mismatch(words.missingArgument(name));
  return mismatch(words.missingSeparator((delimiters[0] ?? "").trim(), name));
}

/** Reads one side: no node divides it any further. */
function readWords(grammar: Grammar, text: string, reading: Reading): ArgumentProblem | null {
  let rest = text;
  let skipped: ArgumentProblem | null = null;
  for (const [index, node] of grammar.entries()) {
    const after = grammar.slice(index + 1);
    if (node.part === "argument") {
      const taken = take(node, rest, after.length === 0, reading);
      if (!taken.ok) return taken;
      rest = taken.rest;
    } else if (node.part === "optional" && wordsSpare(rest, after)) {
      const taken = takeGroup(node, rest, after.length === 0, reading);
      if (taken.ok) rest = taken.rest;
      else if (taken.refused) return taken;
      else skipped ??= taken;
    }
  }
  if (rest === "") return null;
  return skipped ?? mismatch(words.tooMuch(rest));
}

type Taken = { readonly ok: true; readonly rest: string } | ArgumentProblem;

function take(argument: ArgumentShape, rest: string, isLast: boolean, reading: Reading): Taken {
  const { type, name } = argument;
  if (rest === "" && type.mayBeEmpty !== true) return mismatch(words.missingArgument(spoken(name)));
  const all = type.takes === "rest" || (type.takes === "phrase" && isLast);
  const piece = all ? { word: rest, rest: "" } : takeWord(rest);
  const text = type.quotes === "remove" ? unquote(piece.word) : piece.word;
  const result = type.parse(text, reading.scope);
  if (!result.ok) return result;
  reading.values[name] = result.value;
  return { ok: true, rest: piece.rest };
}

/** Takes all of the group or, when a piece of it does not fit, nothing. */
function takeGroup(group: OptionalNode, text: string, isLast: boolean, reading: Reading): Taken {
  const inner: Reading = { scope: reading.scope, values: {} };
  let rest = text;
  for (const [index, node] of group.nodes.entries()) {
    const last = isLast && index === group.nodes.length - 1;
    if (node.part === "separator") continue;
    if (node.part === "optional" && rest === "") continue;
    const taken =
      node.part === "argument" ? take(node, rest, last, inner) : takeGroup(node, rest, last, inner);
    if (taken.ok) rest = taken.rest;
    else if (node.part === "argument" || taken.refused) return taken;
  }
  Object.assign(reading.values, inner.values);
  return { ok: true, rest };
}

/** Is there more text than the arguments behind need at least? */
function wordsSpare(rest: string, after: Grammar): boolean {
  if (rest === "") return false;
  const needed = after.filter((node) => node.part === "argument" && node.type.mayBeEmpty !== true).length;
  return needed === 0 || splitWords(rest).length > needed;
}

function honoursQuotes(side: Grammar): boolean {
  return argumentsOf(side).every(({ type }) => type.quotes !== "ignore");
}

function fillAbsent(grammar: Grammar, values: Record<string, unknown>): void {
  for (const node of grammar) {
    if (node.part !== "optional") continue;
    fillNames(node.nodes, node.fallback, values);
    fillAbsent(node.nodes, values);
  }
}

function fillNames(grammar: Grammar, fallback: unknown, values: Record<string, unknown>): void {
  for (const node of grammar) {
    if (node.part === "argument") values[node.name] = fallback;
    else if (node.part === "optional") fillNames(node.nodes, fallback, values);
  }
}

/** `newOwner` as a person would say it. */
function spoken(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}
