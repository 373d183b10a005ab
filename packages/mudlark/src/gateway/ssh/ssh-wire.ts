import {
  cleanLine,
  encodeText,
  findCodec,
  stripLinkMarkup,
  utf8Codec,
  type TextCodec,
} from "@mudlark/protocols";
import type { ServerChannel } from "ssh2";
import type { Clock, Timer } from "../../base/clock.ts";
import { findEncoding } from "../../link/encodings.ts";
import type { Command, GatewaySettings } from "../../link/messages.ts";
import { initialFlags, type ClientFlags } from "../../link/session-state.ts";
import type { Flushable, Flusher } from "../flusher.ts";
import type { OutgoingCommand } from "../outgoing-command.ts";
import type { OutgoingText } from "../outgoing-text.ts";
import { viewOf, type View } from "../view.ts";
import type { Wire, WireEnd, WireEvents } from "../wire.ts";
import { LineEditor } from "./line-editor.ts";
import type { LineSource, TypedEvent } from "./line-source.ts";
import { PlainLines } from "./plain-lines.ts";
import {
  encodingOf,
  sizeFlags,
  terminalFlags,
  type TerminalFacts,
  type WindowSize,
} from "./terminal-facts.ts";

export interface SshWireOptions {
  readonly clock: Clock;
  readonly flusher: Flusher;
  /** May change at each reload; asked each time. */
  readonly settings: () => GatewaySettings;
  /** What the client says about which program it is. */
  readonly software: ClientFlags;
  /** Hangs up, once what was sent before is out. */
  readonly hangUp: () => void;
}

/** More than any setting allows in a line is not kept while it is typed. */
const mostCharacters = 16_384;
/** What is kept for a client that has not opened its terminal yet. */
const mostHeld = 262_144;
/** What asks the game to let somebody in. */
const logins: ReadonlySet<string> = new Set(["login", "ssh_key_login"]);
/** How long a client may take to close its end. */
const lingerMs = 5000;
/** How long a client that has ended its input waits for what it asked. */
const farewellMs = 10_000;

/**
 * One player who came by SSH (`protocols.md` §12). It begins before its client has a terminal: whether a password is
 * right is asked as any program's login is, so that bans, throttles and delays are the same.
 */
export class SshWire implements Wire, Flushable {
  readonly protocolKey = "ssh";
  readonly resumption = null;
  /** It is told nothing that could be put together. */
  readonly unsentBytes = 0;
  readonly #options: SshWireOptions;
  #flags: ClientFlags;
  #events: WireEvents | null = null;
  #channel: ServerChannel | null = null;
  #lines: LineSource | null = null;
  #encoding = "utf-8";
  #decode: (piece: Uint8Array) => string = inPieces(utf8Codec);
  #isHidden = false;
  /** What was said before there was a terminal. */
  #held: OutgoingText[] = [];
  #heldLength = 0;
  #output: string[] = [];
  /** Waits for whether a password or key is right. */
  #answerLogin: ((isRight: boolean) => void) | null = null;
  /** The client has ended its input, and gets what it asked for before. */
  #farewell: Timer | null = null;
  #isClosed = false;

  constructor(options: SshWireOptions) {
    this.#options = options;
    const { clientWidth: SCREENWIDTH, clientHeight: SCREENHEIGHT } = options.settings();
    const known = { "UTF-8": true, SSL: true, OOB: null, SCREENWIDTH, SCREENHEIGHT };
    this.#flags = { ...initialFlags, ...options.software, ...known };
  }

  get flags(): ClientFlags {
    return this.#flags;
  }

  start(events: WireEvents): void {
    this.#events = events;
    events.ready();
  }

  /** Asks the game whether that is the password, and logs in with it. False, too, when the game is done with it. */
  logIn(name: string, password: string): Promise<boolean> {
    return this.#ask({ name: "login", args: [name, password], kwargs: {} });
  }

  /**
   * Asks the game whether the account may log in by that key.
   *
   * @param isProved the client has signed with it: then it is logged in
   */
  logInByKey(name: string, key: Buffer, isProved: boolean): Promise<boolean> {
    return this.#ask({ name: "ssh_key_login", args: [name, key.toString("base64")], kwargs: { isProved } });
  }

  #ask(command: Command): Promise<boolean> {
    if (this.#isClosed || this.#events === null) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#answerLogin = resolve;
    this.#events.command(command);
    return promise;
  }

  /** The client has opened its terminal: it sees what it has missed, and may type. */
  attach(channel: ServerChannel, facts: TerminalFacts): void {
    this.#channel = channel;
    this.#setFacts(facts);
    const write = (text: string): void => this.#show(text);
    const columns = Number(this.#flags["SCREENWIDTH"]);
    this.#lines =
      facts.term === null
        ? new PlainLines(write, mostCharacters)
        : new LineEditor({ write, columns, mostCharacters });
    if (this.#isHidden) this.#lines.hideInput();
    const view = viewOf(this.#flags, this.#options.settings());
    for (const text of this.#held.splice(0)) this.sendText(text, view);
    channel.on("data", (bytes: Buffer) => this.#receive(bytes));
    channel.on("end", () => this.#inputEnded());
    channel.on("error", () => {});
    channel.on("close", () => this.lost());
  }

  resize(size: WindowSize): void {
    const patch = sizeFlags(size, this.#options.settings());
    this.#flags = { ...this.#flags, ...patch };
    this.#lines?.resize(Number(patch["SCREENWIDTH"]));
    this.#events?.flags(patch);
  }

  /** The client has gone. */
  lost(): void {
    if (!this.#isClosed) this.#end("lost");
  }

  sendText(text: OutgoingText, view: View): void {
    if (this.#lines === null) return this.#hold(text);
    const shown = text.terminal(view).replaceAll("\r", "").replaceAll("\n", "\r\n");
    if (text.kind === "prompt") this.#lines.prompt(shown);
    else this.#lines.print(shown);
  }

  /** A terminal knows no messages but those that are about getting in and out of it. */
  sendCommand({ name, kwargs }: OutgoingCommand): boolean {
    // Whoever gave a password before has no use for the words that tell how to log in.
    if (name === "logged_in" && this.#channel === null) this.#held = [];
    const about = name === "error" ? kwargs["name"] : name;
    if (typeof about === "string" && logins.has(about)) {
      this.#loginAnswered(kwargs["ok"] === true);
    }
    if (this.#farewell !== null && (name === "get_value" || name === "error")) this.#leave();
    return false;
  }

  hideInput(): void {
    this.#isHidden = true;
    this.#lines?.hideInput();
  }

  showInput(): void {
    this.#isHidden = false;
    this.#lines?.showInput();
  }

  setFlags(patch: ClientFlags): ClientFlags {
    const { ENCODING, ...others } = patch;
    const isKnown = typeof ENCODING === "string" && this.#useEncoding(ENCODING);
    const wanted = isKnown ? { ...others, ENCODING, "UTF-8": ENCODING === "utf-8" } : others;
    this.#flags = { ...this.#flags, ...wanted };
    return wanted;
  }

  setLoggedIn(): void {}

  close(reason: string): void {
    if (this.#isClosed) return;
    const isHopeless = reason === "slowReader" || reason === "lost" || this.#channel === null;
    if (isHopeless) this.#options.hangUp();
    else this.#endChannel(this.#channel);
    this.#stop();
  }

  /** A client that is hung up on before it has closed the channel does not show what it has not shown yet. */
  #endChannel(channel: ServerChannel | null): void {
    const { clock, hangUp } = this.#options;
    this.flush();
    const patience = clock.after(lingerMs, hangUp);
    channel?.once("close", () => {
      patience.cancel();
      hangUp();
    });
    channel?.exit(0);
    channel?.end();
  }

  flush(): void {
    const text = this.#output.splice(0).join("");
    if (this.#isClosed || text === "" || this.#channel === null) return;
    this.#channel.write(encodeText(text, this.#encoding, findEncoding));
    if (this.#channel.writableLength > this.#options.settings().outputBacklogBytes) this.#end("slowReader");
  }

  #setFacts(facts: TerminalFacts): void {
    const patch = terminalFlags(facts, this.#options.settings());
    this.#flags = { ...this.#flags, ...patch };
    this.#useEncoding(encodingOf(facts));
    this.#events?.flags(patch);
  }

  /** False when nobody knows it. */
  #useEncoding(name: string): boolean {
    const found = findCodec(name, findEncoding);
    if (found === null) return false;
    this.#encoding = found.name;
    this.#decode = inPieces(found.codec);
    return true;
  }

  #hold(text: OutgoingText): void {
    this.#held.push(text);
    this.#heldLength += text.source.length;
    while (this.#heldLength > mostHeld) this.#heldLength -= this.#held.shift()?.source.length ?? mostHeld;
  }

  #show(text: string): void {
    if (this.#isClosed || text === "") return;
    if (this.#output.length === 0) this.#options.flusher.add(this);
    this.#output.push(text);
  }

  #receive(bytes: Buffer): void {
    this.#hear(this.#lines?.type(this.#decode(bytes)) ?? []);
  }

  #hear(events: readonly TypedEvent[]): void {
    for (const event of events) {
      if (this.#isClosed) return;
      if (event.type === "tooLong") this.#events?.tooLong();
      else if (event.type === "quit") this.#events?.line("quit", false);
      else this.#hearLine(event.text, event.masked);
    }
  }

  #hearLine(text: string, masked: boolean): void {
    if (masked) this.#isHidden = false;
    this.#events?.line(stripLinkMarkup(cleanLine(text)), masked);
  }

  /** Something that the game answers after everything that was typed before. */
  #inputEnded(): void {
    if (this.#isClosed || this.#farewell !== null) return;
    this.#hear(this.#lines?.end() ?? []);
    if (this.#isClosed) return;
    this.#farewell = this.#options.clock.after(farewellMs, () => this.#leave());
    this.#events?.command({ name: "get_value", args: ["servername"], kwargs: {} });
  }

  #leave(): void {
    if (this.#isClosed) return;
    this.flush();
    this.#end("quit");
  }

  #loginAnswered(isRight: boolean): void {
    const answer = this.#answerLogin;
    this.#answerLogin = null;
    answer?.(isRight);
  }

  /** The connection closes the wire in answer to it. */
  #end(reason: WireEnd): void {
    this.#events?.ended(reason);
    this.#stop();
  }

  #stop(): void {
    this.#isClosed = true;
    this.#farewell?.cancel();
    this.#loginAnswered(false);
  }
}

/** Keys come byte by byte, characters in pieces. */
function inPieces(codec: TextCodec): (piece: Uint8Array) => string {
  return codec.decodeInPieces?.() ?? ((piece) => codec.decode(piece));
}
