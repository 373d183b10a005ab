import { command } from "./telnet-codes.ts";
import type { NegotiationVerb } from "./telnet-codes.ts";

/** What a {@link TelnetDecoder} finds. Byte arrays are valid during the call only. */
export interface DecoderSink {
  /** Bytes that are no telnet commands. */
  data(bytes: Uint8Array): void;
  /** A command of two bytes, other than those that begin or end something. */
  command(code: number): void;
  negotiate(verb: NegotiationVerb, option: number): void;
  /** A whole subnegotiation, unescaped. */
  subnegotiation(option: number, payload: Uint8Array): void;
  /** A subnegotiation was broken off, too long, or named no option. */
  badSubnegotiation(): void;
}

/** Where in the stream the next byte stands. The names are those of `protocols.md` §2. */
type State = "data" | "iac" | "negotiation" | "sbOption" | "sb" | "sbIac";

const iacByte = Uint8Array.of(command.IAC);
const noBytes = new Uint8Array(0);
const firstPayloadCapacity = 128;

/**
 * Takes a telnet stream apart (RFC 854, RFC 855; `protocols.md` §2). Segments may end anywhere. Nothing is stored but
 * the payload of an unfinished subnegotiation, up to the limit of its option.
 */
export class TelnetDecoder {
  readonly #sink: DecoderSink;
  readonly #payloadLimit: (option: number) => number;
  #state: State = "data";
  #verb: NegotiationVerb = command.WILL;
  #option: number | null = null;
  #limit = 0;
  #payload = noBytes;
  #length = 0;
  #overflow = false;
  #paused = false;

  /** `payloadLimit` says how many bytes of payload the subnegotiation of an option may have. */
  constructor(sink: DecoderSink, payloadLimit: (option: number) => number) {
    this.#sink = sink;
    this.#payloadLimit = payloadLimit;
  }

  /** Is a subnegotiation open? If no byte comes for long, call {@link abandon}. */
  get inSubnegotiation(): boolean {
    return this.#state === "sbOption" || this.#state === "sb" || this.#state === "sbIac";
  }

  /** Forgets an open subnegotiation: the next byte is data. */
  abandon(): void {
    if (!this.inSubnegotiation) return;
    this.#endPayload();
    this.#state = "data";
  }

  /** To be called by the sink: the bytes after the present one are not telnet (any more). */
  pause(): void {
    this.#paused = true;
  }

  /** Decodes `chunk` and returns how many of its bytes were used: all, unless the sink called {@link pause}. */
  push(chunk: Uint8Array): number {
    this.#paused = false;
    let at = 0;
    while (at < chunk.length && !this.#paused) {
      if (this.#state === "data") at = this.#pushData(chunk, at);
      else if (this.#state === "sb") at = this.#pushPayload(chunk, at);
      else this.#pushByte(chunk[at++]!);
    }
    return at;
  }

  #pushData(chunk: Uint8Array, start: number): number {
    const iac = chunk.indexOf(command.IAC, start);
    const end = iac === -1 ? chunk.length : iac;
    if (end > start)
      this.#sink.data(start === 0 && end === chunk.length ? chunk : chunk.subarray(start, end));
    if (iac === -1) return end;
    this.#state = "iac";
    return end + 1;
  }

  #pushPayload(chunk: Uint8Array, start: number): number {
    const iac = chunk.indexOf(command.IAC, start);
    const end = iac === -1 ? chunk.length : iac;
    this.#append(chunk.subarray(start, end));
    if (iac === -1) return end;
    this.#state = "sbIac";
    return end + 1;
  }

  #pushByte(byte: number): void {
    if (this.#state === "iac") {
      this.#afterIac(byte);
    } else if (this.#state === "negotiation") {
      this.#state = "data";
      this.#sink.negotiate(this.#verb, byte);
    } else if (this.#state === "sbOption") {
      this.#openPayload(byte);
    } else {
      this.#afterSubnegotiationIac(byte);
    }
  }

  #afterIac(byte: number): void {
    this.#state = "data";
    switch (byte) {
      case command.IAC:
        this.#sink.data(iacByte);
        return;
      case command.WILL:
      case command.WONT:
      case command.DO:
      case command.DONT:
        this.#verb = byte;
        this.#state = "negotiation";
        return;
      case command.SB:
        this.#state = "sbOption";
        return;
      default:
        this.#sink.command(byte);
    }
  }

  #openPayload(byte: number): void {
    const named = byte !== command.IAC;
    this.#state = named ? "sb" : "sbIac";
    this.#option = named ? byte : null;
    this.#limit = named ? this.#payloadLimit(byte) : 0;
  }

  #afterSubnegotiationIac(byte: number): void {
    if (byte === command.SE) {
      this.#state = "data";
      this.#dispatch();
    } else if (byte === command.IAC) {
      this.#state = "sb";
      this.#append(iacByte);
    } else {
      // A lost SE must not swallow the session: what was read is dropped, and this byte is a command of its own.
      this.#endPayload();
      this.#sink.badSubnegotiation();
      this.#afterIac(byte);
    }
  }

  #dispatch(): void {
    const option = this.#option;
    const payload = this.#payload.subarray(0, this.#length);
    const whole = option !== null && !this.#overflow;
    this.#endPayload();
    if (whole) this.#sink.subnegotiation(option, payload);
    else this.#sink.badSubnegotiation();
  }

  #append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (this.#overflow || length > this.#limit) {
      this.#overflow = true;
      this.#length = 0;
      return;
    }
    if (length > this.#payload.length) this.#grow(length);
    this.#payload.set(bytes, this.#length);
    this.#length = length;
  }

  #grow(length: number): void {
    const capacity = Math.max(firstPayloadCapacity, this.#payload.length * 2, length);
    const grown = new Uint8Array(Math.min(capacity, this.#limit));
    grown.set(this.#payload.subarray(0, this.#length));
    this.#payload = grown;
  }

  #endPayload(): void {
    this.#option = null;
    this.#length = 0;
    this.#overflow = false;
    // Most clients say what they have to say in their first second.
    this.#payload = noBytes;
  }
}
