import type { OutgoingCommand } from "../gateway/outgoing-command.ts";
import type { OutgoingText } from "../gateway/outgoing-text.ts";
import { viewOf, type View } from "../gateway/view.ts";
import type { Wire, WireEnd, WireEvents } from "../gateway/wire.ts";
import type { JsonObject, JsonValue } from "../base/json.ts";
import { initialFlags, type ClientFlags } from "../link/session-state.ts";

/** One text that a client was sent. */
export interface Heard {
  readonly kind: "text" | "prompt";
  /** As the game sent it. */
  readonly markup: string;
  /** The words that the player reads, without colours. */
  readonly plain: string;
  /** What came with it, such as its class: `{ type: "say" }`. */
  readonly options: JsonObject;
}

/** A message that is not text. */
export interface HeardCommand {
  readonly name: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
}

/** A client in memory, which writes down what it is sent. */
export class RecordingWire implements Wire {
  readonly resumption = null;
  readonly unsentBytes = 0;
  readonly protocolKey: string;
  readonly texts: Heard[] = [];
  readonly commands: HeardCommand[] = [];
  #flags: ClientFlags;
  #events: WireEvents | null = null;
  #isHidden = false;
  #closedFor: string | null = null;

  constructor(protocolKey: string, flags: ClientFlags) {
    this.protocolKey = protocolKey;
    this.#flags = { ...initialFlags, SCREENWIDTH: 78, SCREENHEIGHT: 45, ...flags };
  }

  get flags(): ClientFlags {
    return this.#flags;
  }

  /** Is the next line a secret, which the client must not show? */
  get isHidden(): boolean {
    return this.#isHidden;
  }

  /** A code of `sessions.md` §4.5; null while the connection stands. */
  get closedFor(): string | null {
    return this.#closedFor;
  }

  start(events: WireEvents): void {
    this.#events = events;
    events.ready();
  }

  type(line: string): void {
    if (this.#closedFor !== null) throw new TypeError(`the connection was closed (${this.#closedFor})`);
    const isSecret = this.#isHidden;
    this.#isHidden = false;
    this.#events?.line(line, isSecret);
  }

  command(name: string, args: readonly JsonValue[], kwargs: JsonObject): void {
    this.#events?.command({ name, args, kwargs });
  }

  /** More is known about the client. */
  learn(flags: ClientFlags): void {
    this.#flags = { ...this.#flags, ...flags };
    this.#events?.flags(flags);
  }

  /** The client goes away. */
  end(reason: WireEnd): void {
    if (this.#closedFor !== null) return;
    this.#closedFor = reason;
    this.#events?.ended(reason);
  }

  sendText(text: OutgoingText, view: View): void {
    const { kind, source, options } = text;
    const colourless = viewOf({ ...view.flags, NOCOLOR: true }, view.settings);
    this.texts.push({ kind, markup: source, plain: text.terminal(colourless), options });
  }

  sendCommand({ name, args, kwargs }: OutgoingCommand): boolean {
    this.commands.push({ name, args, kwargs });
    return true;
  }

  hideInput(): void {
    this.#isHidden = true;
  }

  showInput(): void {
    this.#isHidden = false;
  }

  setFlags(patch: ClientFlags): ClientFlags {
    this.#flags = { ...this.#flags, ...patch };
    return patch;
  }

  setLoggedIn(): void {}

  close(reason: string): void {
    this.#closedFor ??= reason;
  }
}
