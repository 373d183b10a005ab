const modulus = 65_521;
/** So many bytes can be added before a sum must be reduced. */
const safeRun = 3800;

/** The checksum of a zlib stream (RFC 1950 §8.2). */
export class Adler32 {
  #low = 1;
  #high = 0;

  update(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += safeRun) {
      for (const byte of bytes.subarray(start, start + safeRun)) {
        this.#low += byte;
        this.#high += this.#low;
      }
      this.#low %= modulus;
      this.#high %= modulus;
    }
  }

  /** The sum as the four bytes that end a stream. */
  get bytes(): Uint8Array {
    return Uint8Array.of(this.#high >> 8, this.#high & 0xff, this.#low >> 8, this.#low & 0xff);
  }
}
