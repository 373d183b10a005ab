import type { JsonObject } from "../../base/json.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";
import type { Message } from "../../model/message.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { Aborted } from "../../model/turn/aborted.ts";
import type { Fiber } from "../../model/turn/fiber.ts";
import { isGone, type Actor } from "../actor.ts";
import type { Account, Caller, Puppet, Session } from "../actors.ts";
import { splitArguments, type RawArguments } from "../arguments/raw-arguments.ts";
import { parseSwitches, type ParsedSwitches } from "../arguments/switches.ts";
import type { SetFacts } from "../sets/set-facts.ts";
import type { ClientSize } from "./client-size.ts";
import type {
  AvailableCommand,
  CommandContext,
  CommandDefinition,
  ExecuteOptions,
  MsgOptions,
  PreviousRun,
} from "../declaration/definition.ts";
import type { Dialogs } from "../dialogs/dialogs.ts";
import type { Editor } from "../editor/editor.ts";
import type { Menu, MenuOpening } from "../menu/menu.ts";
import type { PageContent, PagedText, PageOptions } from "../pager/page-options.ts";
import type { AnswerRule } from "../frames/answer-rule.ts";
import { askRule } from "../frames/ask-rule.ts";
import { chooseRule, chooseSeveralRule } from "../frames/choose-rule.ts";
import { confirmRule } from "../frames/confirm-rule.ts";
import { QuestionFrame, type QuestionManner } from "../frames/question-frame.ts";
import type { AskOptions, ChooseOptions, ConfirmOptions } from "../frames/question-options.ts";
import type { ScriptedAnswers } from "../frames/scripted-answers.ts";
import type { InputSource } from "../input-source.ts";
import {
  styledLine,
  styledTable,
  styleOf,
  type DisplayStyle,
  type StyledTableOptions,
} from "./display-style.ts";
import { declared } from "../../model/game-types.ts";
import type { Invocation } from "./invocation.ts";
import type { Outcome } from "./outcome.ts";
import { RunEnding } from "./run-ending.ts";
import { words } from "../words.ts";

/** What a run needs of the dispatcher. */
export interface RunHost {
  readonly game: Game;
  readonly replyToAllSessions: boolean | "auto";
  readonly dialogs: Dialogs;
  /** The handler that runs now. */
  /** That of the turn that runs now. */
  currentFiber(): Fiber | null;
  /** The run waits, or has come back. */
  waiting(context: RunContext, isWaiting: boolean): void;
  allows(command: CommandDefinition, actor: Actor, host: object): boolean;
  available(actor: Actor): readonly AvailableCommand[];
  previous(actor: Actor): PreviousRun | null;
  execute(context: RunContext, line: string, options: ExecuteOptions): Promise<Outcome>;
}

const defaultSize: ClientSize = { width: 78, height: 45 };

/** The `ctx` of one run. */
export class RunContext implements CommandContext {
  readonly invocation: Invocation;
  readonly #host: RunHost;
  readonly #actor: Actor;
  #switches: ParsedSwitches | null = null;
  #obj: object;
  #raw: RawArguments | null = null;
  /** Taken at the beginning: after a foreign promise it would be somebody else's, or none. */
  readonly #fiber: Fiber | null;

  constructor(host: RunHost, invocation: Invocation) {
    this.#host = host;
    this.invocation = invocation;
    this.#actor = invocation.actor;
    this.#obj = invocation.host;
    this.#fiber = host.currentFiber();
  }

  /** What stands right behind the name, read when it is first asked for: a game's own kind of value may throw. */
  get switches(): ParsedSwitches {
    return (this.#switches ??= this.#readSwitches());
  }

  get argString(): string {
    return (this.switches.ok ? this.switches.rest : this.invocation.rest).trim();
  }

  get game(): Game {
    return this.#host.game;
  }

  get caller(): Caller {
    const { caller, account } = this.#actor;
    const swapped = this.invocation.command.accountCaller ? (account ?? caller) : caller;
    return declared<Caller>(swapped);
  }

  get session(): Session | null {
    return declared<Session | null>(this.#actor.session);
  }

  get account(): Account | null {
    return declared<Account | null>(this.#actor.account);
  }

  get puppet(): Puppet | null {
    return declared<Puppet | null>(this.#actor.puppet);
  }

  get location(): WorldObject | null {
    return this.#actor.puppet?.location ?? null;
  }

  get here(): WorldObject {
    return this.location ?? this.fail(words.nowhere());
  }

  get obj(): Entity | Session {
    return declared<Entity | Session>(this.#obj);
  }

  get cmdsetSource(): SetFacts {
    return this.invocation.set;
  }

  get name(): string {
    return this.invocation.name;
  }

  get rawName(): string {
    return this.invocation.rawName;
  }

  get raw(): RawArguments {
    return (this.#raw ??= splitArguments(this.argString, this.invocation.command.rhsSplit));
  }

  get rawString(): string {
    return this.invocation.rawString;
  }

  get extra(): Readonly<Record<string, unknown>> {
    return this.invocation.extra;
  }

  get previous(): PreviousRun | null {
    return this.#host.previous(this.#actor);
  }

  get matches(): readonly AvailableCommand[] {
    return this.invocation.matches;
  }

  get signal(): AbortSignal {
    return this.#requireFiber().signal;
  }

  get size(): ClientSize {
    return this.#actor.session?.size ?? defaultSize;
  }

  msg(message: string | Partial<Message>, options: MsgOptions = {}): void {
    if (!this.invocation.isQuiet) this.#tell(message, options);
  }

  #tell(message: string | Partial<Message>, options: MsgOptions): void {
    const { to } = options;
    const receivers = to === undefined ? [this.caller] : Array.isArray(to) ? to : [to];
    for (const receiver of receivers as readonly (Entity | InputSource)[])
      this.#send(receiver, message, options);
  }

  fail(reason: string): never {
    this.#tell(reason, {});
    throw new RunEnding("failed");
  }

  stop(): never {
    throw new RunEnding("stopped");
  }

  ask<Value = string>(question: string, options: AskOptions<Value> = {}): Promise<Value> {
    const { timeout, secret = false } = options;
    return this.#question(askRule(question, options, this), { secret, timeout });
  }

  confirm(question: string, options: ConfirmOptions = {}): Promise<boolean> {
    return this.#question(confirmRule(question, options), { timeout: options.timeout });
  }

  choose<Item>(
    question: string,
    items: readonly Item[],
    options: ChooseOptions<Item> & { readonly multi: true },
  ): Promise<readonly Item[]>;
  choose<Item>(question: string, items: readonly Item[], options?: ChooseOptions<Item>): Promise<Item>;
  choose<Item>(
    question: string,
    items: readonly Item[],
    options: ChooseOptions<Item> & { readonly multi?: boolean } = {},
  ): Promise<Item | readonly Item[]> {
    const manner = { timeout: options.timeout };
    return options.multi === true
      ? this.#question(chooseSeveralRule(question, items, options), manner)
      : this.#question(chooseRule(question, items, options), manner);
  }

  pause(seconds: number): Promise<void> {
    return this.#suspended(this.#requireFiber().pause(seconds * 1000));
  }

  wait<Value>(promise: PromiseLike<Value>): Promise<Value> {
    return this.#suspended(this.#requireFiber().wait(promise));
  }

  exclusive<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#requireFiber().exclusive(work);
  }

  executeLine(line: string, options: ExecuteOptions = {}): Promise<Outcome> {
    return this.#host.execute(this, line, options);
  }

  page(content: PageContent, options: PageOptions = {}): void {
    const session = this.invocation.answers === null ? this.#actor.session : null;
    this.#host.dialogs.page(session, (message) => this.msg(message), content, options);
  }

  edit<Params extends JsonObject>(editor: Editor<Params>, params: NoInfer<Params>): void {
    const { session } = this.#actor;
    if (session === null) return this.fail(words.needs.session);
    this.#host.dialogs.edit(session, editor, params);
  }

  menu<Name extends string, Data extends JsonObject>(
    menu: Menu<Name, Data>,
    opening: MenuOpening<NoInfer<Name>, NoInfer<Data>> = {},
  ): void {
    const { session } = this.#actor;
    if (session === null) return this.fail(words.needs.session);
    this.#host.dialogs.menu(session, menu, opening);
  }

  styledTable(
    headings: readonly string[],
    rows: readonly (readonly string[])[],
    options: StyledTableOptions = {},
  ): PagedText {
    return styledTable(this.#style, headings, rows, { maxWidth: this.size.width, ...options });
  }

  styledHeader(title = ""): PagedText {
    return styledLine(this.#style, this.#style.headerFill, title, this.size.width);
  }

  styledSeparator(title = ""): PagedText {
    return styledLine(this.#style, this.#style.separatorFill, title, this.size.width);
  }

  styledFooter(title = ""): PagedText {
    return styledLine(this.#style, this.#style.footerFill, title, this.size.width);
  }

  get #style(): DisplayStyle {
    return styleOf(this.#actor.account);
  }

  available(): readonly AvailableCommand[] {
    return this.#host.available(this.#actor);
  }

  /** Of several things that brought the same command, the one that its arguments name is meant. */
  chooseObj(values: readonly unknown[]): void {
    const { hosts } = this.invocation;
    if (hosts.length < 2) return;
    this.#obj = hosts.find((host) => values.includes(host)) ?? this.#obj;
  }

  callOff(reason: string): void {
    this.#fiber?.abort(reason);
  }

  #readSwitches(): ParsedSwitches {
    const { command, name, rest } = this.invocation;
    const isPlainText = command.rawArgs && Object.keys(command.switches).length === 0;
    if (isPlainText) return { ok: true, values: {}, rest };
    try {
      return parseSwitches(rest, name, command.switches, this);
    } catch (error) {
      this.#switches = { ok: false, message: "" };
      throw error;
    }
  }

  #send(receiver: Entity | InputSource, message: string | Partial<Message>, options: MsgOptions): void {
    if ("frames" in receiver) {
      receiver.msg(message);
      return;
    }
    const { from, session } = options;
    const to = session ?? (this.#isSelf(receiver) ? this.#replySessions() : undefined);
    receiver.msg(message, { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
  }

  #isSelf(receiver: Entity): boolean {
    return receiver === this.#actor.puppet || receiver === this.#actor.account;
  }

  #replySessions(): readonly unknown[] | undefined {
    const own = this.invocation.command.replyToAllSessions;
    return this.#actor.session?.replySessions(own === "auto" ? this.#host.replyToAllSessions : own);
  }

  #question<Value>(rule: AnswerRule<Value>, manner: QuestionManner): Promise<Value> {
    const { answers } = this.invocation;
    if (answers !== null) return this.#scripted(answers, rule);
    const { session, puppet } = this.#actor;
    if (session === null) throw new Aborted("noSession");
    const suspension = this.#requireFiber().suspend<Value>({ ahead: true });
    const frame = new QuestionFrame<Value>(
      rule,
      {
        tell: (text) => session.msg(text),
        prompt: (text) => session.msg({ text, prompt: true }),
        answered: (value) => suspension.resume(value),
        ended: (reason) => suspension.abort(reason),
      },
      { ...manner, survivesUnpuppet: puppet === null },
    );
    session.frames.push(frame);
    this.game.turns.journal.record(() => suspension.abort("undone"));
    return this.#suspended(suspension.promise, () => session.frames.remove(frame));
  }

  #scripted<Value>(answers: ScriptedAnswers, rule: AnswerRule<Value>): Promise<Value> {
    const answer = answers.answer(rule);
    return answer.ok ? Promise.resolve(answer.value) : this.fail(answer.problem);
  }

  /** A wait that the command never awaits may be called off without anybody hearing of it. */
  #suspended<Value>(promise: Promise<Value>, onAbort?: () => void): Promise<Value> {
    const result = this.#comeBack(promise, onAbort);
    result.catch(() => undefined);
    return result;
  }

  /** Comes back in a turn of its own, in which much may have changed. */
  async #comeBack<Value>(promise: Promise<Value>, onAbort?: () => void): Promise<Value> {
    this.#host.waiting(this, true);
    try {
      const value = await promise;
      this.#recheck();
      return value;
    } catch (error) {
      if (error instanceof Aborted) onAbort?.();
      throw error;
    } finally {
      this.#host.waiting(this, false);
    }
  }

  #recheck(): void {
    if (isGone(this.#actor)) throw new Aborted("gone");
    if (!this.#host.allows(this.invocation.command, this.#actor, this.#obj)) throw new Aborted("locked");
  }

  #requireFiber(): Fiber {
    if (this.#fiber === null) throw new TypeError("a command waits outside of any turn");
    return this.#fiber;
  }
}
