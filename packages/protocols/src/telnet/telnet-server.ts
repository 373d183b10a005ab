import { escapeIac, joinBytes, utf8Bytes } from "../bytes.ts";
import { ClientEncoding } from "../encoding/client-encoding.ts";
import { chosenFlags } from "./chosen-flags.ts";
import { ClientIdentity } from "./client-identity.ts";
import { Deadlines } from "./deadlines.ts";
import { TelnetDecoder } from "./decoder.ts";
import { EventQueue } from "./event-queue.ts";
import { FlagStore } from "./flag-store.ts";
import { initialFlags } from "./initial-flags.ts";
import { LineBuffer } from "./line-buffer.ts";
import { LineInput } from "./line-input.ts";
import { Negotiation } from "./negotiation.ts";
import { Outbox } from "./outbox.ts";
import { ServedOptions } from "./served-options.ts";
import { SlidingCounter } from "./sliding-counter.ts";
import { command, option } from "./telnet-codes.ts";
import { TextOutput } from "./text-output.ts";
import { TokenBucket } from "./token-bucket.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { MsspVariables } from "../mssp/mssp-variables.ts";
import type { ClientFlags, ClientFlagsPatch } from "./client-flags.ts";
import type { OptionContext, OptionTimer } from "./options/telnet-option.ts";
import type { TelnetCloseReason, TelnetEvent } from "./telnet-event.ts";
import type { NegotiationVerb } from "./telnet-codes.ts";
import type { TelnetServerOptions } from "./telnet-server-options.ts";

const floodWindowMs = 10_000;
const mostSequences = 4096;
const mostAnswers = 128;
const inputPerSecond = 256 * 1024;
const inputBurst = 2 * 1024 * 1024;
const unlimitedLineBytes = 64 * 1024;
const bytesPerCharacter = 4;

const yesIAmHere = utf8Bytes("\r\n[Yes]\r\n");
const noOperation = Uint8Array.of(command.IAC, command.NOP);

type Timer = OptionTimer | "ready" | "subnegotiation";

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
  readonly #now: () => number;
  readonly #loginDelayMs: number;
  readonly #sbTimeoutMs: number;
  readonly #keepaliveMs: number;

  readonly #events: EventQueue;
  readonly #deadlines = new Deadlines<Timer>();
  readonly #flags: FlagStore;
  readonly #encoding: ClientEncoding;
  readonly #identity: ClientIdentity;
  readonly #outbox: Outbox;
  readonly #text: TextOutput;
  readonly #served: ServedOptions;
  readonly #negotiation: Negotiation;
  readonly #decoder: TelnetDecoder;
  readonly #lines: LineBuffer;
  readonly #budget: TokenBucket;
  readonly #sequences = new SlidingCounter(mostSequences, floodWindowMs);
  readonly #answers = new SlidingCounter(mostAnswers, floodWindowMs);

  #ready = false;
  #closed = false;
  #loggedIn = false;

  constructor(options: TelnetServerOptions) {
    const { clientWidth: width = 78, clientHeight: height = 45, inputChars = 6000 } = options;
    this.#now = options.now;
    this.#loginDelayMs = options.loginDelayMs ?? 300;
    this.#sbTimeoutMs = options.sbTimeoutMs ?? 5000;
    this.#keepaliveMs = options.keepaliveMs ?? 30_000;

    this.#flags = new FlagStore(initialFlags({ secure: options.secure ?? false, width, height }));
    this.#events = new EventQueue(this.#flags);
    this.#encoding = new ClientEncoding(options.codecs);
    this.#identity = new ClientIdentity(this.#flags, this.#encoding);
    this.#outbox = new Outbox(options.now);
    this.#text = new TextOutput(this.#outbox, this.#encoding, this.#flags);
    this.#served = new ServedOptions(options, {
      context: this.#context(),
      outbox: this.#outbox,
      size: { columns: width, lines: height },
      isLoggedIn: () => this.#loggedIn,
      onCompressedInput: () => this.#decoder.pause(),
    });
    this.#negotiation = new Negotiation(this.#served.all, (verb, code, answer) =>
      this.#sendVerb(verb, code, answer),
    );
    const lineInput = new LineInput({
      events: this.#events,
      encoding: this.#encoding,
      identity: this.#identity,
      output: this.#text,
      mxp: this.#served.mxp,
      mostCharacters: inputChars > 0 ? inputChars : Number.POSITIVE_INFINITY,
      linksAllowed: options.mxpFromClients ?? false,
      mayAskMssp: () => this.#served.mssp !== null && !this.#loggedIn,
      isClosed: () => this.#closed,
    });
    this.#lines = new LineBuffer(
      lineInput,
      inputChars > 0 ? inputChars * bytesPerCharacter : unlimitedLineBytes,
    );
    this.#decoder = new TelnetDecoder(
      {
        data: (bytes) => this.#lines.push(bytes),
        command: (code) => this.#command(code),
        negotiate: (verb, code) => this.#sequence(() => this.#negotiate(verb, code)),
        subnegotiation: (code, payload) => this.#sequence(() => this.#subnegotiation(code, payload)),
        badSubnegotiation: () => this.#sequence(() => undefined),
      },
      (code) => (this.#isOn(code) ? (this.#served.withCode(code)?.maxPayload ?? 0) : 0),
    );
    this.#budget = new TokenBucket(inputPerSecond, inputBurst, options.now());
  }

  /** Sends the opening block. Call once, as soon as the connection is accepted. */
  start(): void {
    for (const { code, opening } of this.#served.all) {
      if (opening !== null) this.#negotiation.offer(code, opening);
    }
    this.#deadlines.set("ready", this.#now() + (this.#served.settled ? 0 : this.#loginDelayMs));
  }

  /** Takes bytes from the client. Never throws; after a `close` event all input is ignored. */
  receive(chunk: Uint8Array): readonly TelnetEvent[] {
    if (this.#closed) return [];
    this.#runDue();
    let rest = chunk;
    while (rest.length > 0 && !this.#closed) {
      rest = this.#served.mccp3?.running ? this.#receiveCompressed(rest) : this.#receivePlain(rest);
    }
    if (this.#decoder.inSubnegotiation)
      this.#deadlines.set("subnegotiation", this.#now() + this.#sbTimeoutMs);
    else this.#deadlines.clear("subnegotiation");
    return this.#events.take();
  }

  /** Does what is due by now. Calling it too early or too often does no harm. */
  tick(): readonly TelnetEvent[] {
    if (!this.#closed) this.#runDue();
    return this.#events.take();
  }

  /** When `tick` must be called next, on the clock of `options.now`; null when nothing is waited for. */
  get nextDeadline(): number | null {
    if (this.#closed) return null;
    const keepalive = this.#keepaliveAt();
    const next = this.#deadlines.next;
    if (keepalive === null || next === null) return keepalive ?? next;
    return Math.min(keepalive, next);
  }

  /**
   * The next bytes for the wire, or null when there are none. Call until null: a start of compression comes as a
   * piece of its own, because clients must find it in one segment. Each call ends a batch of compressed output, so
   * call it once per turn of the event loop, not after every message.
   */
  takeOutput(): Uint8Array | null {
    return this.#outbox.take();
  }

  /** Sends rendered text: `\n` becomes CR LF, IAC is doubled, a pending prompt is ended first. Adds no newline. */
  sendText(text: string): void {
    this.#text.text(text);
  }

  /** Sends rendered text that `encodeTelnetText` has prepared for this client's `flags.ENCODING`. */
  sendEncoded(bytes: Uint8Array): void {
    this.#text.encoded(bytes);
  }

  /** Sends a prompt: text without newline, then EOR or GA if the client takes them. */
  sendPrompt(text: string): void {
    this.#text.prompt(text);
  }

  /** The next line is a secret: the client stops showing what is typed. Ends by itself when that line has come. */
  hideInput(): void {
    this.#text.hideInput();
  }

  /** The secret is not wanted any more. */
  showInput(): void {
    this.#text.showInput();
  }

  /** Is a secret waited for? */
  get inputHidden(): boolean {
    return this.#text.inputHidden;
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
    return this.#served.outOfBand.send({ name, args, kwargs }, isAnswer);
  }

  /** Answers an `mssp-request`. */
  sendMssp(variables: MsspVariables, via: "option" | "text"): void {
    this.#served.mssp?.answer(variables, via);
  }

  /** The player chooses an encoding. Returns what changed, or null when the encoding is not known. */
  setEncoding(name: string): ClientFlagsPatch | null {
    if (!this.#encoding.use(name, "user")) return null;
    this.#identity.encodingChanged();
    return this.#flags.takeChanged() ?? {};
  }

  /** Sets flags that a client or player may set; others are ignored. Returns what changed, consequences included. */
  setFlags(patch: Readonly<Record<string, JsonValue>>): ClientFlagsPatch {
    const chosen = chosenFlags(patch, this.#flags.current);
    this.#flags.choose(chosen.flags);
    if (chosen.encoding !== null && this.#encoding.use(chosen.encoding, "user"))
      this.#identity.encodingChanged();
    return this.#flags.takeChanged() ?? {};
  }

  /** Tells that somebody has logged in or out: `mssp-request` lines and `Char.Login` are for strangers only. */
  setLoggedIn(loggedIn: boolean): void {
    this.#loggedIn = loggedIn;
  }

  /** A snapshot: changes make a new one. */
  get flags(): ClientFlags {
    return this.#flags.current;
  }

  /** Variables that the client gave by NEW-ENVIRON and that are no flags. */
  get environ(): ReadonlyMap<string, string> {
    return this.#served.newEnviron?.variables ?? new Map();
  }

  /** Ends compression, so that the last text can be read. Call before closing, then `takeOutput` until null. */
  finish(): void {
    this.#outbox.stopCompression();
  }

  #context(): OptionContext {
    return {
      flags: this.#flags,
      identity: this.#identity,
      encoding: this.#encoding,
      now: this.#now,
      emit: (event) => this.#events.add(event),
      write: (bytes) => this.#outbox.write(bytes),
      subnegotiate: (code, payload) => this.#subnegotiate(code, payload),
      answer: (code, payload) => {
        if (!this.#answers.count(this.#now())) return false;
        this.#subnegotiate(code, payload);
        return true;
      },
      wake: (name, at) => {
        if (at === null) this.#deadlines.clear(name);
        else this.#deadlines.set(name, at);
      },
    };
  }

  #subnegotiate(code: number, payload: Uint8Array): void {
    const opening = Uint8Array.of(command.IAC, command.SB, code);
    const end = Uint8Array.of(command.IAC, command.SE);
    this.#outbox.write(joinBytes([opening, escapeIac(payload), end]));
  }

  #sendVerb(verb: NegotiationVerb, code: number, answer: boolean): boolean {
    if (answer && !this.#answers.count(this.#now())) return false;
    this.#outbox.write(Uint8Array.of(command.IAC, verb, code));
    return true;
  }

  /** Returns the bytes that are left because compression has started. */
  #receivePlain(bytes: Uint8Array): Uint8Array {
    const allowed = this.#budget.available(this.#now());
    const within = bytes.length > allowed ? bytes.subarray(0, allowed) : bytes;
    const used = this.#decoder.push(within);
    this.#budget.take(used);
    if (used === within.length && within.length < bytes.length) this.#close("input flood");
    return bytes.subarray(used);
  }

  /** Returns the bytes that are left because compression has ended. */
  #receiveCompressed(bytes: Uint8Array): Uint8Array {
    const { mccp3 } = this.#served;
    const result = mccp3?.inflate(bytes, this.#budget.available(this.#now()));
    if (mccp3 === null || result === undefined) return bytes;
    this.#budget.take(result.cost);
    this.#decoder.push(result.plain);
    mccp3.settle(result);
    if (result.stopped === "broken") this.#negotiation.withdraw(option.MCCP3, "local");
    else if (result.stopped === "overBudget") this.#close("input flood");
    else if (result.stopped === "tooManyErrors") this.#close("broken compression");
    this.#afterUnit();
    return result.rest;
  }

  #command(code: number): void {
    switch (code) {
      case command.AYT:
        if (this.#answers.count(this.#now())) this.#outbox.write(yesIAmHere);
        return;
      case command.EC:
        this.#lines.erase();
        return;
      case command.EL:
      case command.IP:
      case command.BRK:
        this.#lines.clear();
        return;
      default:
    }
  }

  #sequence(handle: () => void): void {
    if (this.#closed) return;
    if (!this.#sequences.count(this.#now())) {
      this.#close("negotiation flood");
      return;
    }
    handle();
    this.#afterUnit();
  }

  #negotiate(verb: NegotiationVerb, code: number): void {
    if (code === option.TIMING_MARK && verb === command.DO) {
      // Some clients throw away all output until this is answered, so it is answered every time.
      this.#sendVerb(command.WILL, code, true);
      return;
    }
    if (code === option.ECHO && (verb === command.DO || verb === command.DONT)) {
      if (verb === command.DO && !this.#text.inputHidden) this.#negotiation.refuse(code, "local");
      return;
    }
    if (code === option.SGA && verb === command.DO) this.#flags.learn({ NOGOAHEAD: true });
    this.#negotiation.receive(verb, code);
  }

  #subnegotiation(code: number, payload: Uint8Array): void {
    if (this.#isOn(code)) this.#served.withCode(code)?.subnegotiation(payload);
  }

  #isOn(code: number): boolean {
    return this.#negotiation.isOn(code, "local") || this.#negotiation.isOn(code, "remote");
  }

  /** What follows from whatever was just dealt with. */
  #afterUnit(): void {
    this.#events.flushFlags();
    const { terminalType, mxp } = this.#served;
    if (this.#flags.current.CLIENTNAME === "" && (terminalType?.settled ?? true)) mxp?.askVersion();
    if (!this.#ready && this.#served.settled) this.#becomeReady();
  }

  #becomeReady(): void {
    if (this.#ready) return;
    this.#ready = true;
    this.#deadlines.clear("ready");
    this.#events.release();
  }

  #runDue(): void {
    const now = this.#now();
    for (let name = this.#deadlines.takeDue(now); name !== null; name = this.#deadlines.takeDue(now)) {
      this.#timeOut(name);
    }
    const keepalive = this.#keepaliveAt();
    if (keepalive !== null && now >= keepalive) this.#outbox.write(noOperation);
  }

  #timeOut(name: Timer): void {
    switch (name) {
      case "ready":
        this.#becomeReady();
        return;
      case "subnegotiation":
        this.#decoder.abandon();
        return;
      case "ttype":
        this.#served.terminalType?.timedOut();
        this.#afterUnit();
        return;
      case "resize":
        this.#served.windowSize?.report();
    }
  }

  #keepaliveAt(): number | null {
    if (!this.#ready || this.#keepaliveMs <= 0 || !this.#flags.current.NOPKEEPALIVE) return null;
    return this.#outbox.writtenAt + this.#keepaliveMs;
  }

  #close(reason: TelnetCloseReason): void {
    this.#closed = true;
    this.#decoder.pause();
    this.#events.add({ type: "close", reason });
  }
}
