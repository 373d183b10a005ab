/** Waits for the first line of a stream. */
export class LineReader {
  readonly #mostBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  /** @param mostBytes what is longer is cut there, and taken as the line */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** The line without its end, once it is there; null before. */
  push(chunk: Buffer): string | null {
    const end = chunk.indexOf(0x0a);
    const part = end === -1 ? chunk : chunk.subarray(0, end);
    this.#chunks.push(part);
    this.#bytes += part.length;
    if (end === -1 && this.#bytes <= this.#mostBytes) return null;
    return Buffer.concat(this.#chunks).toString("utf8", 0, this.#mostBytes);
  }
}
