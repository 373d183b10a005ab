import { Adler32 } from "./adler32.ts";
import { joinBytes } from "../bytes.ts";
import type { Deflater } from "./deflater.ts";

/**
 * Compresses `bytes` into raw deflate blocks (RFC 1951). `dictionary` is what stands before them in the same stream.
 * With `last` the stream ends (Z_FINISH), else its output is flushed (Z_SYNC_FLUSH).
 */
export type RawDeflate = (
  bytes: Uint8Array,
  options: { readonly dictionary: Uint8Array | undefined; readonly last: boolean },
) => Uint8Array;

/**
 * An outgoing zlib stream made of separate calls to a raw compressor: between two batches nothing is kept but the last
 * bytes that matches may point to. So thousands of open streams cost a few KiB each, instead of the compressor's own
 * state, and every batch is ready at once.
 *
 * @example
 * import { constants, deflateRawSync } from "node:zlib";
 * const windowBits = 13;
 * new DeflateStream(windowBits, (bytes, { dictionary, last }) =>
 *   deflateRawSync(bytes, {
 *     windowBits, memLevel: 6, level: 6, dictionary,
 *     finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
 *   }));
 */
export class DeflateStream implements Deflater {
  readonly #windowBits: number;
  readonly #compress: RawDeflate;
  readonly #sum = new Adler32();
  #history: Uint8Array = new Uint8Array(0);
  #begun = false;

  /** `windowBits` (9 to 15) must be what `compress` uses. */
  constructor(windowBits: number, compress: RawDeflate) {
    this.#windowBits = windowBits;
    this.#compress = compress;
  }

  /** Compresses a batch, which can be read without what follows. */
  deflate(bytes: Uint8Array): Uint8Array {
    return joinBytes([...this.#header(), this.#batch(bytes, false)]);
  }

  /** Ends the stream. */
  finish(): Uint8Array {
    return joinBytes([...this.#header(), this.#batch(new Uint8Array(0), true), this.#sum.bytes]);
  }

  #header(): Uint8Array[] {
    if (this.#begun) return [];
    this.#begun = true;
    const method = ((this.#windowBits - 8) << 4) | 8;
    const check = 31 - ((method << 8) % 31);
    return [Uint8Array.of(method, check)];
  }

  #batch(bytes: Uint8Array, last: boolean): Uint8Array {
    const dictionary = this.#history.length > 0 ? this.#history : undefined;
    const compressed = this.#compress(bytes, { dictionary, last });
    this.#sum.update(bytes);
    this.#remember(bytes);
    return compressed;
  }

  #remember(bytes: Uint8Array): void {
    const most = 1 << this.#windowBits;
    const kept = bytes.length >= most ? bytes.slice(-most) : joinBytes([this.#history, bytes]).slice(-most);
    this.#history = kept;
  }
}
