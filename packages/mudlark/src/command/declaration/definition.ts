import type { JsonObject } from "../../base/json.ts";
import type { Game } from "../../model/game.ts";
import type { Message } from "../../model/message.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { ArgumentScope } from "../arguments/argument-scope.ts";
import type { Grammar } from "../arguments/grammar.ts";
import type { RawArguments } from "../arguments/raw-arguments.ts";
import type { SwitchTable } from "../arguments/switches.ts";
import type { ClientSize } from "../run/client-size.ts";
import type { SetFacts } from "../sets/set-facts.ts";
import type { CommandName } from "./command-name.ts";
import type { Account, Caller, Puppet, Session } from "../actors.ts";
import type { AskOptions, ChooseOptions, ConfirmOptions } from "../frames/question-options.ts";
import type { Editor } from "../editor/editor.ts";
import type { Menu, MenuOpening } from "../menu/menu.ts";
import type { StyledTableOptions } from "../run/display-style.ts";
import type { Outcome } from "../run/outcome.ts";
import type { PageContent, PagedText, PageOptions } from "../pager/page-options.ts";

/**
 * A command as the engine keeps it: frozen, without any state of a run. Made by {@link command}; the context that
 * a run sees stands in the same file, because each names the other.
 */
export interface CommandDefinition {
  readonly key: string;
  readonly aliases: readonly string[];
  /** Key and aliases, ready to be compared; the key is first. */
  readonly names: readonly [CommandName, ...CommandName[]];
  /** A lock string that has a `cmd` entry. */
  readonly locks: string;
  /** Which group of the help index lists it, in lower case; null: where the game lists commands that do not say. */
  readonly category: string | null;
  /** What the help says, or a function of the one who reads it and the set that it comes from there, if it is known. */
  readonly help: string | ((this: void, viewer: Caller, set: SetFacts | null) => string);
  /** What the help index shows in place of the key. */
  readonly indexKey: string;
  /** Is it in the help at all? */
  readonly autoHelp: boolean;
  /** Kept out of help, suggestions and completion. */
  readonly hidden: boolean;
  /** Cannot be taken away by sets on objects (`commands.md` §4.5). */
  readonly protected: boolean;
  /** Takes away what cannot be had back: no abbreviation ever means it. */
  readonly destructive: boolean;
  /** Made by an exit: typed alone on its line, and no rival of ordinary commands. */
  readonly isExit: boolean;
  /** Answers to a situation instead of a name: `__nomatch_command` and its like (§5.3). */
  readonly isSystem: boolean;
  readonly switches: SwitchTable;
  readonly grammar: Grammar;
  /** Text behind the name is the command's own business: no switches unless declared, no "too much". */
  readonly rawArgs: boolean;
  /** What must follow the name: `auto`, anything (null), or a pattern at the start of the rest. */
  readonly argPattern: "auto" | RegExp | null;
  readonly rhsSplit: readonly string[];
  readonly replyToAllSessions: boolean | "auto";
  readonly accountCaller: boolean;
  /** Does a client tell others that its player is typing this? */
  readonly reportTyping: boolean;
  /** Does it only look, and change nothing that is stored? */
  readonly readOnly: boolean;
  /** Does an error undo what the command did? */
  readonly atomic: boolean;
  readonly needs: readonly Need[];
  readonly examples: readonly string[];
  before?(this: void, ctx: CommandContext): unknown;
  run(this: void, ctx: CommandContext, input: object): unknown;
  after?(this: void, ctx: CommandContext, outcome: Outcome): unknown;
}

/** What a command cannot do without; a caller who lacks it is told so. */
export type Need = "session" | "account" | "puppet";

/** The context of a command that declared its needs: they are not null. */
export type ContextWith<Needs extends Need> = CommandContext & {
  readonly [Name in Needs]: NonNullable<CommandContext[Name]>;
};

/** One run of one command: who, where, with which words, and everything a run may do to players. */
export interface CommandContext extends ArgumentScope {
  readonly game: Game;
  /** Who acts: the puppet, else the account, else the session that has not logged in. */
  readonly caller: Caller;
  readonly session: Session | null;
  readonly account: Account | null;
  readonly puppet: Puppet | null;
  /** Where the caller is; null when nowhere. */
  readonly location: WorldObject | null;
  /** Where the caller is. Asking for it when there is no such place ends the command with a message. */
  readonly here: WorldObject;
  /** What the command set sits on: an object, an account, a session. */
  readonly obj: Entity | Session;
  /** The set that the command was found in; {@link available} tells the set and the host of every other command. */
  readonly cmdsetSource: SetFacts;
  /** The name as it was matched, without an ignored prefix. */
  readonly name: string;
  /** The name as it was typed. */
  readonly rawName: string;
  /** What follows the name and its switches, trimmed. */
  readonly argString: string;
  /** {@link argString} in the usual pieces. */
  readonly raw: RawArguments;
  /** The whole line. */
  readonly rawString: string;
  /** What code that executed the line handed over. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** What the same source ran before this. */
  readonly previous: PreviousRun | null;
  /** The commands that share the line, for `__multimatch_command`; else empty. */
  readonly matches: readonly AvailableCommand[];
  /** Aborts when the run is called off while it waits: disconnect, another puppet, reload. */
  readonly signal: AbortSignal;
  /** Columns and rows of the client. */
  readonly size: ClientSize;

  /** Says something to the caller, or to somebody else. */
  msg(message: string | Partial<Message>, options?: MsgOptions): void;
  /** Tells the caller why it did not work and ends the run; what was done so far stays. */
  fail(reason: string): never;
  /** Ends the run without a word. */
  stop(): never;

  /** Asks the session; its next line answers. */
  ask<Value = string>(question: string, options?: AskOptions<Value>): Promise<Value>;
  /** Asks for yes or no. */
  confirm(question: string, options?: ConfirmOptions): Promise<boolean>;
  /** Asks for one of several things by number or name; with `multi`, for any number of them with commas between. */
  choose<Item>(
    question: string,
    items: readonly Item[],
    options: ChooseOptions<Item> & { readonly multi: true },
  ): Promise<readonly Item[]>;
  choose<Item>(question: string, items: readonly Item[], options?: ChooseOptions<Item>): Promise<Item>;
  /** Goes on later; until then, the session's lines run as usual. */
  pause(seconds: number): Promise<void>;
  /** Waits for something outside the world. */
  wait<Value>(promise: PromiseLike<Value>): Promise<Value>;
  /** Ends everything that this run waits for now; there, `Aborted` is thrown. */
  callOff(reason: string): void;
  /** While it runs, the session's next lines wait. */
  exclusive<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Runs a line as the same caller, or as somebody else; it never answers a question. */
  executeLine(line: string, options?: ExecuteOptions): Promise<Outcome>;
  /**
   * Shows something page by page to the session that typed the line (`commands.md` §11). What fits on one page is said
   * like any message, and so is everything to somebody who hears the game or is not at a keyboard.
   *
   * @example
   * ctx.page({ count: found.length, row: (at) => `${at + 1}. ${found[at]}` }, { header: "What there is:" });
   */
  page(content: PageContent, options?: PageOptions): void;
  /**
   * A table in the style that the player chose (`style`), as wide as the client at most, with its reading for those who
   * hear the game. Hand it to {@link page}.
   *
   * @example
   * ctx.page(ctx.styledTable(["Name", "Idle"], [["Ann", "1m"]]));
   */
  styledTable(
    headings: readonly string[],
    rows: readonly (readonly string[])[],
    options?: StyledTableOptions,
  ): PagedText;
  /** A line across the screen with a title, in the style that the player chose; above a text. */
  styledHeader(title?: string): PagedText;
  /** The same between two parts of a text. */
  styledSeparator(title?: string): PagedText;
  /** The same below a text. */
  styledFooter(title?: string): PagedText;
  /**
   * Opens a text in the line editor (`commands.md` §12). The command goes on at once; what becomes of the text is the
   * affair of the editor's hooks.
   *
   * @throws MudlarkError DIALOG_INVALID when the editor has an id and is not exported from a file of the game
   */
  edit<Params extends JsonObject>(editor: Editor<Params>, params: NoInfer<Params>): void;
  /**
   * Opens a menu (`commands.md` §13.3). The command goes on at once; the menu shows itself after this turn.
   *
   * @throws MudlarkError DIALOG_INVALID when the menu has an id and is not exported from a file of the game
   */
  menu<Name extends string, Data extends JsonObject>(
    menu: Menu<Name, Data>,
    opening?: MenuOpening<NoInfer<Name>, NoInfer<Data>>,
  ): void;
  /** Every command that the caller may use now. */
  available(): readonly AvailableCommand[];
}

export interface MsgOptions {
  /** Default: the caller. */
  readonly to?: Caller | readonly Caller[];
  readonly from?: Entity | null;
  /** Only to these sessions of the receiver. */
  readonly session?: Session | readonly Session[];
}

export interface ExecuteOptions {
  /** Default: the caller. */
  readonly as?: Caller;
  /** Default: the session of this run when the line runs as the same caller, else none. */
  readonly session?: Session | null;
  /**
   * What the questions of the line are answered with, in order; then each has its default, or the command fails. Long
   * texts are said whole. Default: the session is asked.
   */
  readonly answers?: readonly string[];
  /** Becomes `ctx.extra`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Lets the line tell its caller only why it failed: for one line of very many. Default false. */
  readonly quiet?: boolean;
}

export interface PreviousRun {
  readonly key: string;
  readonly argString: string;
  readonly outcome: Outcome;
}

/** A command within reach, under the names that it still has. */
export interface AvailableCommand {
  readonly command: CommandDefinition;
  readonly names: readonly string[];
  /** What its set sits on. */
  readonly host: Entity | Session;
  readonly set: SetFacts;
}
