/** Texts begin at multiples of this, so that addresses of gigabytes stay small integers. */
const unitBytes = 8;
const chunkBytes = 256 * 1024;
const unitsPerChunk = chunkBytes / unitBytes;
/** Before each text stands its length in bytes, doubled, plus one if it is not all ASCII. */
const headerBytes = 4;

interface Chunk {
  readonly bytes: Buffer;
  /** Where the next text goes. */
  end: number;
  /** Bytes of texts that are still needed. */
  live: number;
}

/**
 * Very many texts that are seldom needed, outside of the heap: as strings they would cost twenty bytes more each, and
 * every garbage collection would have to walk past them. A text is known by its address, and needed until it is taken.
 */
export class TextSlab {
  readonly #chunks: (Chunk | null)[] = [];
  /** Places in the list of chunks that can be used again. */
  readonly #vacant: number[] = [];
  /** Takes the next text, if it fits; there is none before the first. */
  #current = -1;
  #liveBytes = 0;
  #heldBytes = 0;

  /** What the texts need. */
  get liveBytes(): number {
    return this.#liveBytes;
  }

  /** What the process holds for them; more, where texts were taken and their neighbours were not. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** @returns the address: a whole number, not negative */
  add(text: string): number {
    const length = Buffer.byteLength(text);
    const isAscii = length === text.length;
    const size = sizeOf(length);
    const place = this.#chunkFor(size);
    const chunk = this.#chunks[place] as Chunk;
    const start = chunk.end;
    chunk.bytes.writeUInt32LE(length * 2 + (isAscii ? 0 : 1), start);
    chunk.bytes.write(text, start + headerBytes, isAscii ? "latin1" : "utf8");
    chunk.end += size;
    chunk.live += size;
    this.#liveBytes += size;
    return place * unitsPerChunk + start / unitBytes;
  }

  read(address: number): string {
    const { bytes } = this.#chunkOf(address);
    const start = startOf(address);
    const header = bytes.readUInt32LE(start);
    const from = start + headerBytes;
    return bytes.toString(header % 2 === 0 ? "latin1" : "utf8", from, from + Math.floor(header / 2));
  }

  /** Reads it; its address is worth nothing afterwards. */
  take(address: number): string {
    const text = this.read(address);
    const chunk = this.#chunkOf(address);
    const size = sizeOf(Math.floor(chunk.bytes.readUInt32LE(startOf(address)) / 2));
    chunk.live -= size;
    this.#liveBytes -= size;
    if (chunk.live === 0) this.#drop(Math.floor(address / unitsPerChunk), chunk);
    return text;
  }

  /** Would its chunk better be left by the few texts that are still in it? */
  isSparse(address: number): boolean {
    const chunk = this.#chunkOf(address);
    return chunk !== this.#chunks[this.#current] && chunk.live < chunk.bytes.length / 2;
  }

  #chunkFor(size: number): number {
    const current = this.#chunks[this.#current];
    if (current !== undefined && current !== null && current.end + size <= current.bytes.length) {
      return this.#current;
    }
    const bytes = Buffer.allocUnsafeSlow(Math.max(chunkBytes, size));
    this.#heldBytes += bytes.length;
    const place = this.#vacant.pop() ?? this.#chunks.length;
    this.#chunks[place] = { bytes, end: 0, live: 0 };
    // A text that fills a chunk alone leaves the present one to those after it.
    if (size <= chunkBytes || this.#current < 0) this.#current = place;
    return place;
  }

  #chunkOf(address: number): Chunk {
    const chunk = this.#chunks[Math.floor(address / unitsPerChunk)];
    if (chunk === undefined || chunk === null) throw new RangeError(`there is no text at ${address}`);
    return chunk;
  }

  #drop(place: number, chunk: Chunk): void {
    if (place === this.#current) {
      chunk.end = 0;
      return;
    }
    this.#chunks[place] = null;
    this.#vacant.push(place);
    this.#heldBytes -= chunk.bytes.length;
  }
}

function startOf(address: number): number {
  return (address % unitsPerChunk) * unitBytes;
}

function sizeOf(length: number): number {
  return Math.ceil((headerBytes + length) / unitBytes) * unitBytes;
}
