import type { HuffmanCode } from "./huffman-code.ts";

const noBytes = new Uint8Array(0);

/** There are too few bits; the caller goes back to its last mark and waits for more. */
export const needMore = -1;
/** These bits mean nothing. */
export const badCode = -2;

/**
 * Reads bits in the order of RFC 1951 from input that comes in pieces. What belongs together is read between two calls
 * of {@link mark}: if the input ends in between, {@link rewind} goes back, and the bits are read again when more has come.
 */
export class BitReader {
  #bytes = noBytes;
  /** Position in bits. */
  #at = 0;
  #mark = 0;
  /** Bytes of {@link #bytes} that came with earlier input. */
  #old = 0;

  /** Adds input after what is left. */
  feed(input: Uint8Array): void {
    const firstByte = this.#mark >> 3;
    const left = this.#bytes.subarray(firstByte);
    const bytes = new Uint8Array(left.length + input.length);
    bytes.set(left);
    bytes.set(input, left.length);
    this.#bytes = bytes;
    this.#old = left.length;
    this.#mark -= firstByte * 8;
    this.#at = this.#mark;
  }

  /** Everything before this is done with. */
  mark(): void {
    this.#mark = this.#at;
  }

  rewind(): void {
    this.#at = this.#mark;
  }

  /**
   * Lets go of the input after the mark (but for the rest of a begun byte), and returns how many bytes of the last
   * input stand before it.
   */
  release(): number {
    const end = Math.max(this.#old, (this.#mark + 7) >> 3);
    this.#bytes = this.#bytes.subarray(0, end);
    this.#at = this.#mark;
    return end - this.#old;
  }

  /** The next `count` (at most 16) bits as a number, or {@link needMore}. */
  bits(count: number): number {
    const end = this.#at + count;
    if (end > this.#bytes.length * 8) return needMore;
    let value = 0;
    for (let taken = 0; taken < count;) {
      const inByte = this.#at & 7;
      const take = Math.min(8 - inByte, count - taken);
      value |= ((this.#bytes[this.#at >> 3]! >> inByte) & ((1 << take) - 1)) << taken;
      taken += take;
      this.#at += take;
    }
    return value;
  }

  /** The next symbol of a code, {@link needMore} or {@link badCode}. */
  symbol({ counts, symbols }: HuffmanCode): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < counts.length; length += 1) {
      const at = this.#at;
      const byte = this.#bytes[at >> 3];
      if (byte === undefined) return needMore;
      this.#at = at + 1;
      code |= (byte >> (at & 7)) & 1;
      const count = counts[length]!;
      if (code - first < count) return symbols[index + code - first]!;
      index += count;
      first = (first + count) * 2;
      code *= 2;
    }
    return badCode;
  }

  /** Goes to the start of the next byte. */
  align(): void {
    this.#at = (this.#at + 7) & ~7;
  }

  /** Up to `most` whole bytes; the reader stands at the start of one. */
  bytes(most: number): Uint8Array {
    const start = this.#at >> 3;
    const taken = this.#bytes.subarray(start, start + most);
    this.#at += taken.length * 8;
    return taken;
  }
}
