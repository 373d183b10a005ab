/** What a {@link LineBuffer} finds. */
export interface LineSink {
  /**
   * A finished line without its terminator; the bytes are valid during the call only. `plain`: it holds nothing but
   * printable ASCII. Otherwise it may hold {@link eraseMark}s, to be applied after decoding.
   */
  line(bytes: Uint8Array, plain: boolean): void;
  /** The end of a line that was too long to keep. */
  overlong(): void;
}

/**
 * Stands in a line for "erase the character before". Erasing waits until the line is decoded, because only then is
 * known what a character is; no encoding that contains ASCII uses this byte for anything else.
 */
export const eraseMark = 0x7f;

const backspace = 0x08;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const clearLine = 0x15;
const firstPrintable = 0x20;
const keptCapacity = 2048;
const noBytes = new Uint8Array(0);

/**
 * Cuts data into lines (`protocols.md` §3.1): CR LF, CR NUL, LF and bare CR all end one, without waiting for what
 * follows. A line that lies in one segment is handed on without being copied.
 */
export class LineBuffer {
  readonly #sink: LineSink;
  readonly #maxBytes: number;
  #buffer = noBytes;
  #length = 0;
  #plain = true;
  #afterReturn = false;
  #overflow = false;

  /** A line of more than `maxBytes` bytes is dropped up to its end. */
  constructor(sink: LineSink, maxBytes: number) {
    this.#sink = sink;
    this.#maxBytes = maxBytes;
  }

  /** Takes back the last character of the unfinished line. */
  erase(): void {
    if (this.#length === 0) return;
    this.#plain = false;
    this.#append(Uint8Array.of(eraseMark));
  }

  /** Takes back the whole unfinished line. */
  clear(): void {
    this.#length = 0;
    this.#plain = true;
  }

  push(bytes: Uint8Array): void {
    let start = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (byte >= firstPrintable && byte < eraseMark) {
        this.#afterReturn = false;
        continue;
      }
      if (byte === lineFeed || byte === carriageReturn) {
        if (byte === lineFeed && this.#afterReturn) this.#afterReturn = false;
        else this.#finish(bytes.subarray(start, at), byte === carriageReturn);
        start = at + 1;
        continue;
      }
      if (byte > eraseMark) this.#plain = false;
      else if (this.#control(byte, bytes.subarray(start, at))) start = at + 1;
      this.#afterReturn = false;
    }
    this.#append(bytes.subarray(start));
  }

  /** Deals with a control character after `before`. True: it is not part of the line. */
  #control(byte: number, before: Uint8Array): boolean {
    if (byte === 0) {
      this.#append(before);
      return true;
    }
    if (byte === clearLine) {
      // Even what is cleared can have been too long: then it does not matter in how many pieces it came.
      this.#append(before);
      this.clear();
      return true;
    }
    if (byte === backspace || byte === eraseMark) {
      this.#append(before);
      this.erase();
      return true;
    }
    this.#plain = false;
    return false;
  }

  #finish(rest: Uint8Array, byReturn: boolean): void {
    let line = rest;
    if (this.#length > 0 || this.#overflow || rest.length > this.#maxBytes) {
      this.#append(rest);
      line = this.#buffer.subarray(0, this.#length);
    }
    const { plain, overflow } = { plain: this.#plain, overflow: this.#overflow };
    this.#afterReturn = byReturn;
    this.#overflow = false;
    this.clear();
    if (this.#buffer.length > keptCapacity) this.#buffer = noBytes;
    if (overflow) this.#sink.overlong();
    else this.#sink.line(line, plain);
  }

  #append(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.#overflow) return;
    const length = this.#length + bytes.length;
    if (length > this.#maxBytes) {
      this.#overflow = true;
      this.#length = 0;
      this.#buffer = noBytes;
      return;
    }
    if (length > this.#buffer.length) this.#grow(length);
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }

  #grow(length: number): void {
    const grown = new Uint8Array(Math.min(this.#maxBytes, Math.max(length, this.#buffer.length * 2, 64)));
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}
