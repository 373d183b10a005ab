import { chosenFlags } from "./chosen-flags.ts";
import { command } from "./telnet-codes.ts";
import { TelnetClient, type TelnetTimer } from "./telnet-client.ts";
import { TelnetInput } from "./telnet-input.ts";
import { TelnetService } from "./telnet-service.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { MsspVariables } from "../mssp/mssp-variables.ts";
import type { ClientFlags, ClientFlagsPatch } from "./client-flags.ts";
import type { TelnetEvent } from "./telnet-event.ts";
import type { TelnetServerOptions } from "./telnet-server-options.ts";

const noOperation = Uint8Array.of(command.IAC, command.NOP);
const noVariables: ReadonlyMap<string, string> = new Map();

/**
 * The server's end of one telnet connection, without the connection: bytes go in, events and bytes come out.
 *
 * After every call that may have produced output, write what {@link takeOutput} returns until it returns null; when
 * {@link nextDeadline} has come, call {@link tick}.
 *
 * @example
 * const telnet = new TelnetServer({ now: () => performance.now() });
 * telnet.start();
 * for (const event of telnet.receive(chunk)) {
 *   if (event.type === "line") telnet.sendText(`You said: ${event.text}\n`);
 * }
 * for (let bytes = telnet.takeOutput(); bytes !== null; bytes = telnet.takeOutput()) socket.write(bytes);
 */
export class TelnetServer {
  readonly #client: TelnetClient;
  /** Made by the first byte that comes: most of what a connection costs is for those who say something. */
  #input: TelnetInput | null = null;

  /** @param served how it is served; many connections that are served alike should share a {@link TelnetService} */
  constructor(served: TelnetServerOptions | TelnetService) {
    this.#client = new TelnetClient(served instanceof TelnetService ? served : new TelnetService(served));
  }

  /** Sends the opening block. Call once, as soon as the connection is accepted. */
  start(): void {
    const { service, deadlines } = this.#client;
    this.#client.write(service.opening);
    deadlines.set("ready", service.now() + (service.awaitsAnswers ? service.loginDelayMs : 0));
  }

  /** Takes bytes from the client. Never throws; after a `close` event all input is ignored. */
  receive(chunk: Uint8Array): readonly TelnetEvent[] {
    if (this.#client.isClosed) return [];
    this.#runDue();
    this.#input ??= new TelnetInput(this.#client);
    this.#input.receive(chunk);
    return this.#client.events.take();
  }

  /** Does what is due by now. Calling it too early or too often does no harm. */
  tick(): readonly TelnetEvent[] {
    if (!this.#client.isClosed) this.#runDue();
    return this.#client.events.take();
  }

  /** When `tick` must be called next, on the clock of `options.now`; null when nothing is waited for. */
  get nextDeadline(): number | null {
    if (this.#client.isClosed) return null;
    const keepalive = this.#keepaliveAt();
    const { next } = this.#client.deadlines;
    if (keepalive === null || next === null) return keepalive ?? next;
    return Math.min(keepalive, next);
  }

  /**
   * The next bytes for the wire, or null when there are none. Call until null: a start of compression comes as a
   * piece of its own, because clients must find it in one segment. Each call ends a batch of compressed output, so
   * call it once per turn of the event loop, not after every message.
   */
  takeOutput(): Uint8Array | null {
    return this.#client.outbox.take();
  }

  /** Sends rendered text: `\n` becomes CR LF, IAC is doubled, a pending prompt is ended first. Adds no newline. */
  sendText(text: string): void {
    this.#client.text.text(text);
  }

  /** Sends rendered text that `encodeTelnetText` has prepared for this client's `flags.ENCODING`. */
  sendEncoded(bytes: Uint8Array): void {
    this.#client.text.encoded(bytes);
  }

  /** Sends a prompt: text without newline, then EOR or GA if the client takes them. */
  sendPrompt(text: string): void {
    this.#client.text.prompt(text);
  }

  /** The next line is a secret: the client stops showing what is typed. Ends by itself when that line has come. */
  hideInput(): void {
    this.#client.text.hideInput();
  }

  /** The secret is not wanted any more. */
  showInput(): void {
    this.#client.text.showInput();
  }

  /** Is a secret waited for? */
  get inputHidden(): boolean {
    return this.#client.text.inputHidden;
  }

  /**
   * Sends an out-of-band message by GMCP or MSDP, if the client speaks one of them and wants this package
   * (`protocols.md` §8). The message `msdp` sends its named arguments as variables of MSDP, all in one.
   *
   * @param isAnswer the client asked for it, and gets it whatever packages it wants
   * @returns was it sent?
   */
  sendMessage(
    name: string,
    args: readonly JsonValue[] = [],
    kwargs: JsonObject = {},
    isAnswer = false,
  ): boolean {
    return this.#input?.served.outOfBand.send({ name, args, kwargs }, isAnswer) ?? false;
  }

  /** Answers an `mssp-request`. */
  sendMssp(variables: MsspVariables, via: "option" | "text"): void {
    this.#input?.served.mssp?.answer(variables, via);
  }

  /** The player chooses an encoding. Returns what changed, or null when the encoding is not known. */
  setEncoding(name: string): ClientFlagsPatch | null {
    if (!this.#client.encoding.use(name, "user")) return null;
    this.#client.identity.encodingChanged();
    return this.#client.flags.takeChanged() ?? {};
  }

  /** Sets flags that a client or player may set; others are ignored. Returns what changed, consequences included. */
  setFlags(patch: Readonly<Record<string, JsonValue>>): ClientFlagsPatch {
    const chosen = chosenFlags(patch, this.#client.flags.current);
    this.#client.flags.choose(chosen.flags);
    if (chosen.encoding !== null && this.#client.encoding.use(chosen.encoding, "user"))
      this.#client.identity.encodingChanged();
    return this.#client.flags.takeChanged() ?? {};
  }

  /** Tells that somebody has logged in or out: `mssp-request` lines and `Char.Login` are for strangers only. */
  setLoggedIn(loggedIn: boolean): void {
    this.#client.isLoggedIn = loggedIn;
  }

  /** A snapshot: changes make a new one. */
  get flags(): ClientFlags {
    return this.#client.flags.current;
  }

  /** Variables that the client gave by NEW-ENVIRON and that are no flags. */
  get environ(): ReadonlyMap<string, string> {
    return this.#input?.served.newEnviron?.variables ?? noVariables;
  }

  /** Ends compression, so that the last text can be read. Call before closing, then `takeOutput` until null. */
  finish(): void {
    this.#client.outbox.stopCompression();
  }

  #runDue(): void {
    const { deadlines, outbox } = this.#client;
    const now = this.#client.now();
    for (let name = deadlines.takeDue(now); name !== null; name = deadlines.takeDue(now)) {
      this.#timeOut(name);
    }
    const keepalive = this.#keepaliveAt();
    if (keepalive !== null && now >= keepalive) outbox.write(noOperation);
  }

  #timeOut(name: TelnetTimer): void {
    switch (name) {
      case "ready":
        this.#client.becomeReady();
        return;
      case "subnegotiation":
        this.#input?.abandonSubnegotiation();
        return;
      case "ttype":
        this.#input?.terminalTypeTimedOut();
        return;
      case "resize":
        this.#input?.served.windowSize?.report();
    }
  }

  #keepaliveAt(): number | null {
    const { service, events, flags, outbox } = this.#client;
    if (!events.isReleased || service.keepaliveMs <= 0 || !flags.current.NOPKEEPALIVE) return null;
    return outbox.writtenAt + service.keepaliveMs;
  }
}
