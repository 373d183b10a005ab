import type { SessionId } from "../base/session-id.ts";
import { brokenFrame, maxFrameBytes } from "./frame.ts";

const chunkBytes = 64 * 1024;
const lengthBytes = 4;
const headBytes = 3;
const sessionBytes = 6;

/** Longer strings are measured first; for shorter ones it is cheaper to make room for the worst case. */
const measuredFrom = 1024;

/**
 * Collects frames, so that everything of a tick leaves in one write. Bytes that were taken are never written again,
 * so whoever has them may keep them without a copy.
 */
export class FrameWriter {
  #buffer = Buffer.alloc(0);
  /** What was taken ends here. */
  #start = 0;
  #used = 0;

  /** Bytes that wait to be taken. */
  get size(): number {
    return this.#used - this.#start;
  }

  /** Starts a frame; give the answer to `end`. Frames nest: what is begun inside becomes part of the payload. */
  begin(type: number, sessions: readonly SessionId[]): number {
    const frame = this.size;
    this.#reserve(lengthBytes + headBytes + sessions.length * sessionBytes);
    const buffer = this.#buffer;
    let at = this.#used + lengthBytes;
    at = buffer.writeUInt8(type, at);
    at = buffer.writeUInt16BE(sessions.length, at);
    for (const session of sessions) {
      // The unsigned shift keeps the lower 32 bits, which are the number at its gateway.
      const number = session >>> 0;
      const gateway = (session - number) / 0x1_0000_0000;
      if (number === 0 || gateway < 0 || gateway > 0xffff) throw brokenFrame(`${session} is not a session`);
      // Single bytes, because a crowd makes this the hottest loop of the link: it takes half the time of `writeUInt`.
      buffer[at] = gateway >>> 8;
      buffer[at + 1] = gateway;
      buffer[at + 2] = number >>> 24;
      buffer[at + 3] = number >>> 16;
      buffer[at + 4] = number >>> 8;
      buffer[at + 5] = number;
      at += sessionBytes;
    }
    this.#used = at;
    return frame;
  }

  number(value: number): void {
    this.#reserve(4);
    this.#used = this.#buffer.writeUInt32BE(value, this.#used);
  }

  /** Lone surrogates, which UTF-8 cannot say, become U+FFFD. */
  text(value: string): void {
    this.#reserve(value.length < measuredFrom ? value.length * 3 : Buffer.byteLength(value));
    this.#used += this.#buffer.write(value, this.#used, "utf8");
  }

  /**
   * Ends the frame.
   *
   * @throws MudlarkError LINK_FRAME when it became too long; call `rewind` then
   */
  end(frame: number): void {
    const length = this.size - frame - lengthBytes;
    if (length > maxFrameBytes) throw brokenFrame(`a frame of ${length} bytes is too long for the link`);
    this.#buffer.writeUInt32BE(length, this.#start + frame);
  }

  /** Forgets what was written after the writer had this `size`. */
  rewind(size: number): void {
    this.#used = this.#start + size;
  }

  /** Hands over everything so far. */
  take(): Buffer {
    const bytes = this.#buffer.subarray(this.#start, this.#used);
    this.#start = this.#used;
    if (this.#buffer.length > chunkBytes) this.#forgetBuffer();
    return bytes;
  }

  /** An unusually large buffer is not kept for the sake of its empty end. */
  #forgetBuffer(): void {
    this.#buffer = Buffer.alloc(0);
    this.#start = 0;
    this.#used = 0;
  }

  #reserve(bytes: number): void {
    if (this.#used + bytes <= this.#buffer.length) return;
    const needed = this.size + bytes;
    const larger = Buffer.allocUnsafeSlow(needed <= chunkBytes ? chunkBytes : needed * 2);
    this.#buffer.copy(larger, 0, this.#start, this.#used);
    this.#used = this.size;
    this.#start = 0;
    this.#buffer = larger;
  }
}
