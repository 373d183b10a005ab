import { utf8Bytes } from "../bytes.ts";
import { TelnetDecoder, type DecoderSink } from "./decoder.ts";
import { LineBuffer } from "./line-buffer.ts";
import { LineInput } from "./line-input.ts";
import { Negotiation } from "./negotiation.ts";
import { ServedOptions } from "./served-options.ts";
import { SlidingCounter } from "./sliding-counter.ts";
import { command, option } from "./telnet-codes.ts";
import { TokenBucket } from "./token-bucket.ts";
import type { NegotiationVerb } from "./telnet-codes.ts";
import type { TelnetClient } from "./telnet-client.ts";
import type { TelnetCloseReason } from "./telnet-event.ts";

const floodWindowMs = 10_000;
const mostSequences = 4096;
const inputPerSecond = 256 * 1024;
const inputBurst = 2 * 1024 * 1024;

const yesIAmHere = utf8Bytes("\r\n[Yes]\r\n");

/** Makes events of the bytes that one client sends, and answers those that want an answer. */
export class TelnetInput implements DecoderSink {
  readonly served: ServedOptions;
  readonly #client: TelnetClient;
  readonly #negotiation: Negotiation;
  readonly #decoder: TelnetDecoder;
  readonly #lines: LineBuffer;
  readonly #budget: TokenBucket;
  readonly #sequences = new SlidingCounter(mostSequences, floodWindowMs);

  /** To be made after the opening block was sent. */
  constructor(client: TelnetClient) {
    const { service } = client;
    this.#client = client;
    this.served = new ServedOptions(client, () => this.#decoder.pause());
    this.#negotiation = new Negotiation(
      this.served.all,
      (verb, code, isAnswer) => this.#sendVerb(verb, code, isAnswer),
      service.offers,
    );
    this.#lines = new LineBuffer(new LineInput(client, this.served.mxp), service.mostLineBytes);
    this.#decoder = new TelnetDecoder(this, (code) =>
      this.#isOn(code) ? (this.served.withCode(code)?.maxPayload ?? 0) : 0,
    );
    this.#budget = new TokenBucket(inputPerSecond, inputBurst, client.now());
  }

  receive(chunk: Uint8Array): void {
    const { service, deadlines } = this.#client;
    let rest = chunk;
    while (rest.length > 0 && !this.#client.isClosed) {
      rest = this.served.mccp3?.running ? this.#receiveCompressed(rest) : this.#receivePlain(rest);
    }
    if (this.#decoder.inSubnegotiation)
      deadlines.set("subnegotiation", this.#client.now() + service.sbTimeoutMs);
    else deadlines.clear("subnegotiation");
  }

  /** No byte of an open subnegotiation has come for long. */
  abandonSubnegotiation(): void {
    this.#decoder.abandon();
  }

  /** The client does not answer when asked for its terminal type. */
  terminalTypeTimedOut(): void {
    this.served.terminalType?.timedOut();
    this.#afterUnit();
  }

  data(bytes: Uint8Array): void {
    this.#lines.push(bytes);
  }

  command(code: number): void {
    switch (code) {
      case command.AYT:
        if (this.#client.mayAnswer()) this.#client.write(yesIAmHere);
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

  negotiate(verb: NegotiationVerb, code: number): void {
    this.#sequence(() => this.#negotiate(verb, code));
  }

  subnegotiation(code: number, payload: Uint8Array): void {
    this.#sequence(() => {
      if (this.#isOn(code)) this.served.withCode(code)?.subnegotiation(payload);
    });
  }

  badSubnegotiation(): void {
    this.#sequence(() => undefined);
  }

  #sendVerb(verb: NegotiationVerb, code: number, isAnswer: boolean): boolean {
    if (isAnswer && !this.#client.mayAnswer()) return false;
    this.#client.write(Uint8Array.of(command.IAC, verb, code));
    return true;
  }

  /** Returns the bytes that are left because compression has started. */
  #receivePlain(bytes: Uint8Array): Uint8Array {
    const allowed = this.#budget.available(this.#client.now());
    const within = bytes.length > allowed ? bytes.subarray(0, allowed) : bytes;
    const used = this.#decoder.push(within);
    this.#budget.take(used);
    if (used === within.length && within.length < bytes.length) this.#close("input flood");
    return bytes.subarray(used);
  }

  /** Returns the bytes that are left because compression has ended. */
  #receiveCompressed(bytes: Uint8Array): Uint8Array {
    const { mccp3 } = this.served;
    const result = mccp3?.inflate(bytes, this.#budget.available(this.#client.now()));
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

  #sequence(handle: () => void): void {
    if (this.#client.isClosed) return;
    if (!this.#sequences.count(this.#client.now())) {
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
      if (verb === command.DO && !this.#client.text.inputHidden) this.#negotiation.refuse(code, "local");
      return;
    }
    if (code === option.SGA && verb === command.DO) this.#client.flags.learn({ NOGOAHEAD: true });
    this.#negotiation.receive(verb, code);
  }

  #isOn(code: number): boolean {
    return this.#negotiation.isOn(code, "local") || this.#negotiation.isOn(code, "remote");
  }

  /** What follows from whatever was just dealt with. */
  #afterUnit(): void {
    const { events, flags } = this.#client;
    events.flushFlags();
    const { terminalType, mxp } = this.served;
    if (flags.current.CLIENTNAME === "" && (terminalType?.settled ?? true)) mxp?.askVersion();
    if (this.served.settled) this.#client.becomeReady();
  }

  #close(reason: TelnetCloseReason): void {
    this.#client.isClosed = true;
    this.#decoder.pause();
    this.#client.events.add({ type: "close", reason });
  }
}
