import { MudlarkError } from "../../base/errors.ts";
import type { Flat } from "../arguments/combinators.ts";
import { grammarOf } from "../arguments/grammar.ts";
import type { Part } from "../arguments/part.ts";
import type { SwitchTable, SwitchValues } from "../arguments/switches.ts";
import { commandNames } from "./command-name.ts";
import type { CommandDefinition, ContextWith, Need } from "./definition.ts";
import type { Outcome } from "../run/outcome.ts";

/** What `run` gets beside the context: the arguments by name, and the switches. */
export type CommandInput<Fields extends object, Table extends SwitchTable> = Flat<
  Fields & { readonly switches: SwitchValues<Table> }
>;

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- a command without switches has none
export type NoSwitches = Readonly<Record<never, never>>;

export interface CommandOptions<Fields extends object, Table extends SwitchTable, Needs extends Need> {
  /** The main name. It may hold blanks and any letters; case does not matter when it is typed. */
  readonly key: string;
  readonly aliases?: readonly string[];
  /** A lock string; without a `cmd` entry, everybody may use the command. Who may not use it does not see it. */
  readonly locks?: string;
  /** Group in the help index. Default: as the setting `help.commandCategory` says. */
  readonly category?: string;
  /** Markup, or what writes it for a reader; `set` is the one that the reader has the command from. */
  readonly help?: CommandDefinition["help"];
  readonly indexKey?: string;
  /** Is it in the help? Default true. */
  readonly autoHelp?: boolean;
  /** Keep it out of help, suggestions and completion? Default false. */
  readonly hidden?: boolean;
  /** May sets on objects never take it away? Default false. */
  readonly protected?: boolean;
  /** Does it take away what cannot be had back? No abbreviation ever means it then. Default false. */
  readonly destructive?: boolean;
  readonly isExit?: boolean;
  readonly switches?: Table;
  /** What may follow the name. Without arguments and without `rawArgs`, nothing may. */
  readonly args?: Part<Fields>;
  /** Leave the text behind the name alone? Default false. */
  readonly rawArgs?: boolean;
  /**
   * What must follow the name. `auto` (default): white space, `/` or the end when the name ends in a letter or digit,
   * else anything. A pattern is tried at the start of the rest; null takes anything.
   */
  readonly argPattern?: "auto" | RegExp | null;
  /** Where {@link CommandContext.raw} divides the text: the first of the list that is there. Default `=`. */
  readonly rhsSplit?: string | readonly string[];
  /** Who of the caller's sessions sees the answers. Default `auto`: as the session mode says. */
  readonly replyToAllSessions?: boolean | "auto";
  /** Is the caller the account, even in character? Default false. */
  readonly accountCaller?: boolean;
  readonly reportTyping?: boolean;
  /**
   * Does it only look, and change nothing that is stored? Clients may then run it unasked. Default false. A test of the
   * engine runs every stock command that says so, and looks whether it is true.
   */
  readonly readOnly?: boolean;
  /** Does an error undo everything that was done and said? Default true. */
  readonly atomic?: boolean;
  /** What it cannot do without. It is then never null in the context. */
  readonly needs?: readonly Needs[];
  /** Lines that show how it is used. */
  readonly examples?: readonly string[];
  /** Runs before the arguments are read; `ctx.stop()` ends it there. */
  before?(this: void, ctx: ContextWith<Needs>): unknown;
  run(this: void, ctx: ContextWith<Needs>, input: CommandInput<Fields, Table>): unknown;
  /** Runs at the end, also when there was an error. */
  after?(this: void, ctx: ContextWith<Needs>, outcome: Outcome): unknown;
}

/** A declared command that remembers the types of its declaration. */
export interface DeclaredCommand<
  Fields extends object,
  Table extends SwitchTable,
  Needs extends Need,
> extends CommandDefinition {
  /**
   * The same command with some changes: the way to inherit. Arguments and switches stay, so that `run` may be given
   * anew and may call the old one.
   *
   * @example
   * const hand = give.extend({ key: "hand", aliases: [], help: "Hand something over." });
   */
  extend(changes: Partial<CommandOptions<Fields, Table, Needs>>): DeclaredCommand<Fields, Table, Needs>;
}

/**
 * Declares a command. From this one declaration come its usage line, its help, the reading and checking of its
 * arguments with their messages, completion, and a description for machines.
 *
 * @throws MudlarkError `COMMAND_INVALID` when the declaration has a mistake
 * @example
 * export const give = command({
 *   key: "give",
 *   help: "Hand something you carry to someone here.",
 *   switches: { quiet: flag("no message to the room") },
 *   args: seq(arg.things("item", { from: "inventory" }), sep("=", " to "), arg.object("target", { from: "room" })),
 *   run(ctx, { item, target, switches }) { … },
 * });
 */
export function command<
  Fields extends object = object,
  const Table extends SwitchTable = NoSwitches,
  const Needs extends Need = never,
>(options: CommandOptions<Fields, Table, Needs>): DeclaredCommand<Fields, Table, Needs> {
  try {
    return define(options);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new MudlarkError("COMMAND_INVALID", `command "${options.key}": ${error.message}`, { cause: error });
  }
}

function define<Fields extends object, Table extends SwitchTable, Needs extends Need>(
  options: CommandOptions<Fields, Table, Needs>,
): DeclaredCommand<Fields, Table, Needs> {
  const names = commandNames(options.key, options.aliases ?? []);
  const [{ written: key }] = names;
  const rhsSplit = options.rhsSplit ?? "=";
  return Object.freeze<DeclaredCommand<Fields, Table, Needs>>({
    key,
    aliases: names.slice(1).map(({ written }) => written),
    names,
    locks: withCommandLock(options.locks ?? ""),
    category: options.category?.trim().toLowerCase() ?? null,
    help: options.help ?? "",
    indexKey: options.indexKey ?? key,
    autoHelp: options.autoHelp ?? true,
    hidden: options.hidden ?? false,
    protected: options.protected ?? false,
    destructive: options.destructive ?? false,
    isExit: options.isExit ?? false,
    isSystem: key.startsWith("__"),
    switches: options.switches ?? {},
    grammar: grammarOf(options.args),
    rawArgs: options.rawArgs ?? false,
    argPattern: argPatternOf(options.argPattern),
    rhsSplit: typeof rhsSplit === "string" ? [rhsSplit] : rhsSplit,
    replyToAllSessions: options.replyToAllSessions ?? "auto",
    accountCaller: options.accountCaller ?? false,
    reportTyping: options.reportTyping ?? false,
    readOnly: options.readOnly ?? false,
    atomic: options.atomic ?? true,
    needs: options.needs ?? [],
    examples: options.examples ?? [],
    ...(options.before === undefined ? {} : { before: options.before }),
    run: options.run,
    ...(options.after === undefined ? {} : { after: options.after }),
    extend: (changes) => command({ ...options, ...changes }),
  });
}

/** Made sticky: a pattern is tried at one place only, so that it costs nothing to try it on a long line. */
function argPatternOf(pattern: "auto" | RegExp | null | undefined): "auto" | RegExp | null {
  if (pattern instanceof RegExp) return new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/gu, "")}y`);
  return pattern === undefined ? "auto" : pattern;
}

/** A part without a colon is a slip that would leave the command open to everybody, so it is refused (§2.1). */
function withCommandLock(locks: string): string {
  const entries = locks
    .split(";")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  for (const entry of entries) {
    if (!/^[^:()]+:\s*\S/u.test(entry))
      throw new TypeError(`the lock "${entry}" is not of the form type:rule`);
  }
  const guarded = entries.some((entry) => /^cmd\s*:/iu.test(entry));
  return (guarded ? entries : [...entries, "cmd:all()"]).join(";");
}
