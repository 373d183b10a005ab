import type { JsonObject, JsonValue } from "../base/json.ts";
import type { SessionId } from "../base/session-id.ts";
import type { Effect, Manner } from "../link/messages.ts";
import type { Asking, ClientFlags, KeptFrame, SessionPatch, SessionState } from "../link/session-state.ts";
import { CommandStack } from "../command/sets/command-stack.ts";
import type { Editor } from "../command/editor/editor.ts";
import { FrameStack } from "../command/frames/frame-stack.ts";
import type { InputFrame } from "../command/frames/input-frame.ts";
import type { InputSource } from "../command/input-source.ts";
import type { Menu, MenuOpening } from "../command/menu/menu.ts";
import type { PageContent, PageOptions } from "../command/pager/page-options.ts";
import type { Outcome } from "../command/run/outcome.ts";
import type { Message } from "../model/ports.ts";
import type { Turn } from "../model/turn/turn.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "./accounts/account.ts";
import type { ConnectedClient } from "./connected-client.ts";
import { messageEffects } from "./message-effects.ts";
import { SessionMirror } from "./session-mirror.ts";
import { serverDataOf } from "./server-data.ts";
import type { SessionWorld } from "./session-world.ts";
import type { PayloadReader } from "./outgoing-payload.ts";

/** Under which it is kept that the client shows texts in a window. */
export const editorService = "editor";

/** Fields that change with every line; they follow the others to the gateway now and then, not at once. */
export interface SessionCounters {
  cmdLast: number;
  cmdLastVisible: number;
  cmdTotal: number;
}

/**
 * One live connection, seen from the world: who is behind it, whom it plays, what its client can do. Nothing on it
 * is stored; what must survive a restart of the world is mirrored in the gateway (`sessions.md` §3).
 */
export class Session implements InputSource, ConnectedClient {
  readonly id: SessionId;
  readonly counters: SessionCounters;
  /** Questions, menus and editors, which get its lines first. */
  readonly frames: FrameStack;
  /** Commands of this session alone, below those of its account and puppet. */
  readonly commandSets: CommandStack;
  readonly #world: SessionWorld<Session>;
  readonly #ndb = Object.create(null) as Record<string, unknown>;
  readonly #mirror: SessionMirror;
  #account: Account | null = null;
  #puppet: WorldObject | null = null;
  #closed = false;
  #echo = true;
  lastFound: readonly number[] = [];
  /** Number of the last input that was begun. */
  lastInput = 0;
  /** Numbers of the last inputs that changed something stored, for the skip after a crash (design §5). */
  readonly durableLines: number[] = [];

  constructor(state: SessionState, world: SessionWorld<Session>) {
    this.id = state.id;
    this.#world = world;
    this.#mirror = new SessionMirror(state, () => this.#turn());
    const { cmdLast, cmdLastVisible, cmdTotal } = state;
    this.counters = { cmdLast, cmdLastVisible, cmdTotal };
    const undoWith = (undo: () => void): void => this.#turn().journal.record(undo);
    this.frames = new FrameStack({
      undoWith,
      later: (seconds, label, work) => world.later(this, seconds, label, work),
      showPrompt: (text) => this.prompt(text),
      setEcho: (isOn) => this.#setEcho(isOn),
      topChanged: (top) => this.#noteAsking(top),
      keep: (frames) => this.#keepFrames(frames),
    });
    this.commandSets = new CommandStack({
      registry: world.commandSets,
      undoWith,
      defaultSet: () => world.defaultCommandSet(this),
      read: () => ({ default: null, sets: this.#mirror.state.cmdsetStorage }),
      write: ({ sets }) => this.change({ cmdsetStorage: sets }),
    });
  }

  /** Everything that both processes know of it, as of now. */
  get state(): SessionState {
    return { ...this.#mirror.state, ...this.counters };
  }

  get address(): string {
    return this.#mirror.state.address;
  }

  get protocolKey(): string {
    return this.#mirror.state.protocolKey;
  }

  get flags(): ClientFlags {
    return this.#mirror.flags;
  }

  /** What {@link setServerData} keeps. */
  get serverData(): JsonObject {
    return this.#mirror.state.serverData;
  }

  /**
   * Keeps data with the session, over reloads and crashes of the world; in place of all that was there.
   *
   * @throws RangeError when it is no plain JSON, or more than 4 KiB of it
   * @example
   * session.setServerData({ ...session.serverData, lesson: 3 });
   */
  setServerData(data: JsonObject): void {
    this.change({ serverData: serverDataOf(data) });
  }

  get account(): Account | null {
    return this.#account;
  }

  get puppet(): WorldObject | null {
    return this.#puppet;
  }

  get isLoggedIn(): boolean {
    return this.#account !== null;
  }

  /** Has it ended? */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Has its client broken off, and may it still come back? Until then it plays on, and what it is sent is kept. */
  get isLinkDead(): boolean {
    return this.#mirror.state.linkDead;
  }

  get isQuelled(): boolean {
    return this.#mirror.state.quelled;
  }

  get connTime(): number {
    return this.#mirror.state.connTime;
  }

  get loginTime(): number | null {
    return this.#mirror.state.loginTime;
  }

  get greeted(): boolean {
    return this.#mirror.state.greeted;
  }

  /** Columns and rows of the client. */
  get size(): { readonly width: number; readonly height: number } {
    const { SCREENWIDTH, SCREENHEIGHT } = this.#mirror.flags;
    return { width: sizeOf(SCREENWIDTH, 78), height: sizeOf(SCREENHEIGHT, 45) };
  }

  /** Does its player hear the game instead of reading it? */
  get isScreenReader(): boolean {
    return this.flags.SCREENREADER === true;
  }

  /** Values that last as long as the connection and this world; gone at a reload. */
  get ndb(): Record<string, unknown> {
    return this.#ndb;
  }

  /** The last time that a message took to the client and back, in milliseconds; null when no client has told. */
  get latency(): number | null {
    const { LATENCY } = this.flags;
    return typeof LATENCY === "number" ? LATENCY : null;
  }

  /**
   * Runs a line as if it had been typed here, within the turn; but no question is answered by it, and no nick replaces
   * any of it.
   *
   * @example
   * await session.executeCmd("look");
   */
  executeCmd(line: string): Promise<Outcome> {
    return this.#world.run(this, line);
  }

  /** Its own command sets, under the name that they have on entities. */
  get cmdset(): CommandStack {
    return this.commandSets;
  }

  /** The same as `ndb`, because nothing on a session is kept; so code need not know what it holds. */
  get db(): Record<string, unknown> {
    return this.#ndb;
  }

  /** Whom to address: the puppet, else the account, else the session itself. */
  getDisplayName(): string {
    return this.#puppet?.key ?? this.#account?.key ?? `session ${this.id}`;
  }

  /** The sessions that see what a command of this one answers. */
  replySessions(policy: boolean | "auto"): readonly Session[] {
    return this.#world.replySessions(this, policy);
  }

  noteWaiting(command: string | null): void {
    if (!this.#closed && this.#mirror.state.waiting !== command) this.change({ waiting: command });
  }

  /**
   * What asked the session something is gone without its doing. What it typed in answer is not run as a command.
   *
   * @param after number of the last input that was done
   */
  leaveUnanswered({ takes }: Asking, after: number): void {
    this.#hold({ type: "unanswered", session: this.id, after, takes });
  }

  #noteAsking(top: InputFrame | null): void {
    if (this.#closed) return;
    if (top === null || top.takes === "nothing") return this.change({ asking: null });
    const returns = (top.kept?.() ?? null) !== null;
    return this.change({ asking: { kind: top.kind, takes: top.takes, returns } });
  }

  #keepFrames(frames: readonly KeptFrame[]): void {
    if (!this.#closed) this.change({ frames });
  }

  /** A line has come; an idle one only keeps the connection alive. */
  countLine(isIdle: boolean): void {
    const now = this.#world.now();
    this.counters.cmdLast = now;
    if (isIdle) return;
    this.counters.cmdLastVisible = now;
    this.counters.cmdTotal++;
  }

  /** Says something to this client only. */
  msg(message: string | Partial<Message>): void {
    const turn = this.#turn();
    for (const effect of messageEffects([this.id], message, this.payloadReader)) turn.hold(effect);
  }

  /** How it reads what code sends to it out of band. */
  get payloadReader(): PayloadReader {
    const { ENCODING } = this.flags;
    return {
      encoding: typeof ENCODING === "string" ? ENCODING : "utf-8",
      report: (problem, error) => this.#world.logger.error(problem, { session: this.id, error }),
    };
  }

  /**
   * Shows something page by page (`commands.md` §11); what fits on one page, and everything to somebody who hears the
   * game, is sent at once.
   *
   * @example
   * session.page({ count: names.length, row: (at) => names[at] ?? "" }, { header: "Who was here:" });
   */
  page(content: PageContent, options: PageOptions = {}): void {
    this.#world.dialogs().page(this, (message) => this.msg(message), content, options);
  }

  /** Opens a text in the line editor, as `ctx.edit` does. */
  edit<Params extends JsonObject>(editor: Editor<Params>, params: NoInfer<Params>): void {
    this.#world.dialogs().edit(this, editor, params);
  }

  /** Opens a menu, as `ctx.menu` does; before the login, too. */
  menu<Name extends string, Data extends JsonObject>(
    menu: Menu<Name, Data>,
    opening: MenuOpening<NoInfer<Name>, NoInfer<Data>> = {},
  ): void {
    this.#world.dialogs().menu(this, menu, opening);
  }

  /** Text without a line end, as a prompt. While echo is off, the client hides what is typed next. */
  prompt(text: string): void {
    if (this.#echo) return this.#hold({ type: "prompt", sessions: [this.id], text });
    this.send("prompt", [text], { echo: false });
  }

  /**
   * Sends a message that is not text, such as `["logged_in", [], {}]`.
   *
   * @param manner `answer`: the client asked for it; `latest`: it takes the place of an older one of its name that the
   * client has not read yet
   */
  send(name: string, args: readonly JsonValue[] = [], kwargs: JsonObject = {}, manner?: Manner): void {
    const command = manner === undefined ? { name, args, kwargs } : { name, args, kwargs, manner };
    this.#hold({ type: "command", sessions: [this.id], command });
  }

  /**
   * Changes mirrored fields: at once here, and in the gateway together with the output of the turn. Flags are merged
   * on both sides, everything else is replaced.
   */
  change(patch: SessionPatch): void {
    this.#mirror.change(patch);
  }

  /** Puts aside, or takes up again, the powers of its account while it plays (`sessions.md` §10.3). */
  setQuelled(isQuelled: boolean): void {
    this.change({ quelled: isQuelled });
  }

  /** Merges client flags and tells the gateway. */
  updateFlags(flags: ClientFlags): void {
    if (Object.keys(flags).length > 0) this.change({ flags });
  }

  /** What the gateway found out about the client; nothing goes back. */
  takeUpdate(patch: SessionPatch): void {
    // A sign of life that was no input.
    this.counters.cmdLast = Math.max(this.counters.cmdLast, patch.cmdLast ?? 0);
    this.#mirror.take(patch);
  }

  /** What its client asked a service to tell it about; empty for nothing. */
  subscriptions(service: string): readonly JsonValue[] {
    const wanted = this.#mirror.state.subscriptions[service];
    return Array.isArray(wanted) ? (wanted as readonly JsonValue[]) : [];
  }

  /** Keeps what its client asked a service to tell it about, over reloads and crashes of the world. */
  setSubscriptions(service: string, wanted: readonly JsonValue[]): void {
    const { [service]: _before, ...others } = this.#mirror.state.subscriptions;
    this.change({ subscriptions: wanted.length === 0 ? others : { ...others, [service]: [...wanted] } });
  }

  get hasEditorWindow(): boolean {
    return this.subscriptions(editorService).length > 0;
  }

  /** Links it to an account, or to none; the mirrored fields follow. */
  setAccount(account: Account | null, loginTime: number | null): void {
    const before = this.#account;
    this.change({ uid: account?.id ?? null, uname: account?.key ?? null, loginTime });
    this.#belongTo(account);
    this.#turn().journal.record(() => this.#belongTo(before));
    this.commandSets.clear();
  }

  /** Links it to an object, or to none; hooks are the business of puppeting. */
  setPuppet(puppet: WorldObject | null): void {
    const before = this.#puppet;
    this.change({ puid: puppet?.id ?? null });
    this.#relink(puppet);
    this.#turn().journal.record(() => this.#relink(before));
  }

  /** After a restart of the world: the links again, without hooks and without telling anybody. */
  relink(account: Account | null, puppet: WorldObject | null): void {
    this.#belongTo(account);
    this.#relink(puppet);
  }

  /** Ends it: after its output so far, the gateway shows the text and closes the connection. */
  close(reason: string, text: string): void {
    this.#hold({ type: "close", session: this.id, reason, text });
  }

  markClosed(): void {
    this.#closed = true;
  }

  /** Its end was undone. */
  reopen(): void {
    this.#closed = false;
  }

  #belongTo(account: Account | null): void {
    const before = this.#account;
    this.#account = account;
    this.#world.accountChanged(this, before);
  }

  #relink(puppet: WorldObject | null): void {
    const before = this.#puppet;
    this.#puppet = puppet;
    this.#world.puppetChanged(this, before);
  }

  #setEcho(isOn: boolean): void {
    const before = this.#echo;
    this.#echo = isOn;
    this.#turn().journal.record(() => {
      this.#echo = before;
    });
  }

  #turn(): Turn {
    return this.#world.requireTurn();
  }

  #hold(effect: Effect): void {
    this.#turn().hold(effect);
  }
}

function sizeOf(flag: JsonValue | undefined, fallback: number): number {
  return typeof flag === "number" && flag > 0 ? flag : fallback;
}
