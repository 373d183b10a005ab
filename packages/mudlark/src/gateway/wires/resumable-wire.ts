import type { Clock, Timer } from "../../base/clock.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Command, GatewaySettings } from "../../link/messages.ts";
import { tokenKey } from "../../link/token-key.ts";
import type { OutgoingCommand } from "../outgoing-command.ts";
import type { OutgoingText } from "../outgoing-text.ts";
import type { View } from "../view.ts";
import type { Resumption, Wire, WireEnd, WireEvents } from "../wire.ts";
import { closeCodeOf } from "./close-codes.ts";
import { parseNativeFrame, type NativeFrame } from "./dialects/native-frame.ts";
import type { ResumeTokens } from "./resume-tokens.ts";
import { numbered, SentFrames } from "./sent-frames.ts";
import type { WebSocketClient, WebSocketLine } from "./websocket-line.ts";
import { WebSocketClientState } from "./websocket-client-state.ts";

export interface ResumableWireOptions {
  readonly client: Pick<WebSocketClient, "subprotocol" | "secure" | "address">;
  readonly clock: Clock;
  readonly settings: () => Pick<
    GatewaySettings,
    "clientWidth" | "clientHeight" | "loginDelayMs" | "resumeSeconds"
  >;
  /** Shared by all wires of a gateway. */
  readonly tokens: ResumeTokens<ResumableWire>;
}

/**
 * A client of `v1.mudlark`. It outlives its WebSocket: what is sent is numbered and kept for a while, and a client
 * that proves by its token who it is goes on with a new WebSocket where it was (`protocols.md` §13).
 *
 * The first message of a new WebSocket may be `["resume", [token, last], {}]`, where `last` is the `seq` of the last
 * message that came. Either the answer is `["resumed", [last], {"lost": n}]`, with the last `seq` that came from the
 * client and how many messages are not kept any more, and all that was missed follows; or it is
 * `["resume_failed", [], {}]`, and what follows is a new session.
 */
export class ResumableWire extends WebSocketClientState implements Wire, Resumption {
  readonly #options: ResumableWireOptions;
  readonly #sent = new SentFrames();
  /** Null while the client is away. */
  #line: WebSocketLine | null;
  #events: WireEvents | null = null;
  /** Waits for the first message, because it may be that of a client which comes back. */
  #opening: Timer | null = null;
  /** The client's own number of the last message that came from it. */
  #heard = 0;
  #isLoggedIn = false;

  constructor(line: WebSocketLine, options: ResumableWireOptions) {
    super(options.client, options.settings());
    this.learn({ OOB: "json", ISTYPING: true });
    this.#line = line;
    this.#options = options;
  }

  get unsentBytes(): number {
    return this.#line?.unsentBytes ?? 0;
  }

  get resumption(): Resumption {
    return this;
  }

  get isPossible(): boolean {
    return this.#options.tokens.has(this);
  }

  revoke(): void {
    this.#options.tokens.revoke(this);
    this.#events?.keyChanged(null);
  }

  start(events: WireEvents): void {
    this.#events = events;
    const { clock, settings } = this.#options;
    this.#opening = clock.after(settings().loginDelayMs, () => this.#open());
    if (this.#line !== null) this.#listen(this.#line);
  }

  sendText(text: OutgoingText, view: View): void {
    this.#send(text.frame(view, "runs"));
  }

  sendCommand(command: OutgoingCommand): boolean {
    this.#send(command.frame);
    return true;
  }

  setLoggedIn(loggedIn: boolean): void {
    this.#isLoggedIn = loggedIn;
    if (loggedIn) this.#giveToken();
    else this.revoke();
  }

  close(reason: string): void {
    this.#opening?.cancel();
    this.revoke();
    const line = this.#line;
    this.#line = null;
    if (reason === "slowReader" || reason === "lost") line?.cut();
    else line?.close(closeCodeOf(reason, this.#isLoggedIn));
  }

  /** Goes on with another line, for a client that has got all up to `last`. False when that makes no sense. */
  #takeOver(line: WebSocketLine, last: number, address: string): boolean {
    const missed = this.#sent.after(last);
    if (missed === null) return false;
    // The old one may be dead without anybody having noticed.
    this.#line?.close(closeCodeOf("resumed", true));
    this.#line = line;
    this.#listen(line);
    this.#tell("resumed", [this.#heard], { lost: missed.lost });
    this.#giveToken();
    for (const [number, frame] of missed.frames) line.send(numbered(frame, number), false);
    this.#events?.back(address);
    return true;
  }

  #listen(line: WebSocketLine): void {
    line.start({
      frame: (data, isBinary) => this.#receive(line, data, isBinary),
      asked: () => this.#sent.ask(),
      drained: () => this.#events?.drained(),
      arrived: (latency) => {
        this.#sent.arrived();
        this.#events?.flags({ LATENCY: latency });
      },
      ended: (reason) => this.#lineEnded(line, reason),
    });
  }

  #lineEnded(line: WebSocketLine, reason: WireEnd): void {
    if (line !== this.#line) return;
    if (reason !== "flood" && reason !== "slowReader") this.#line = null;
    this.#opening?.cancel();
    this.#events?.ended(reason);
  }

  #send(frame: Buffer): void {
    const number = this.#sent.add(frame);
    this.#line?.send(numbered(frame, number), false);
  }

  /** Says something that has no number, and is not kept. */
  #tell(name: string, args: readonly JsonValue[], kwargs: JsonObject = {}): void {
    this.#line?.send(Buffer.from(JSON.stringify([name, args, kwargs])), false);
  }

  #giveToken(): void {
    const { tokens, settings } = this.#options;
    if (settings().resumeSeconds <= 0) return this.revoke();
    const token = tokens.issue(this);
    this.#tell("resume_token", [token]);
    this.#events?.keyChanged(tokenKey(token));
  }

  /** The client is to be let in as a new one. */
  #open(): void {
    this.#opening?.cancel();
    this.#opening = null;
    this.#events?.ready();
  }

  #receive(line: WebSocketLine, data: Buffer, isBinary: boolean): void {
    if (line !== this.#line) return;
    const isFirst = this.#opening !== null;
    const frame = isBinary ? null : parseNativeFrame(data.toString("utf8"));
    const isResume = frame?.type === "command" && frame.command.name === "resume";
    if (isResume && isFirst && this.#resume(line, frame.command.args)) return;
    if (isResume) this.#tell("resume_failed", []);
    if (isFirst) this.#open();
    // Perhaps it comes from a gateway that is gone; the world may know.
    if (isResume && isFirst) this.#showToken(frame.command.args);
    if (frame === null) line.ignore();
    else if (!isResume) this.#hear(frame);
  }

  #showToken([token]: readonly JsonValue[]): void {
    if (typeof token === "string") this.#events?.command({ name: "return", args: [token], kwargs: {} });
  }

  /** True when another wire has taken the line. */
  #resume(line: WebSocketLine, [token, last]: readonly JsonValue[]): boolean {
    if (typeof token !== "string" || !isCount(last)) return false;
    const { tokens, client } = this.#options;
    const sleeper = tokens.holderOf(token);
    if (sleeper === null || !sleeper.#takeOver(line, last, client.address)) return false;
    this.#line = null;
    this.#opening?.cancel();
    this.#events?.ended("gone");
    return true;
  }

  #hear(said: NativeFrame): void {
    switch (said.type) {
      case "line": {
        if (this.#isKnown(said.kwargs)) return;
        return this.#events?.line(said.text, this.takeMask());
      }
      case "command":
        return this.#isKnown(said.command.kwargs)
          ? undefined
          : this.#events?.command(unnumbered(said.command));
      case "quit":
        return this.#events?.ended("quit");
    }
  }

  /** Has this message come before? A client that came back sends again what may have been lost. */
  #isKnown({ seq }: JsonObject): boolean {
    if (!isCount(seq)) return false;
    if (seq <= this.#heard) return true;
    this.#heard = seq;
    return false;
  }
}

function unnumbered({ name, args, kwargs: { seq: _seq, ...kwargs } }: Command): Command {
  return { name, args, kwargs };
}

function isCount(value: JsonValue | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
