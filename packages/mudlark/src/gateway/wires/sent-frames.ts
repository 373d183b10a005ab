/** Of what a client may have missed, so much is kept at most. */
const mostFrames = 2000;
const mostBytes = 256 * 1024;

/** What a client that comes back is to be sent. */
export interface MissedFrames {
  /** In order. */
  readonly frames: Iterable<readonly [number: number, frame: Buffer]>;
  /** So many older ones are not kept any more. */
  readonly lost: number;
}

/**
 * The frames that one client was sent, numbered from 1; the latest are kept until it is known that they arrived, so
 * that a client that comes back gets what it missed, once.
 */
export class SentFrames {
  /** By number, in order. Many clients share the same buffers. */
  readonly #frames = new Map<number, Buffer>();
  #last = 0;
  #bytes = 0;
  #asked = 0;

  /** Gives the frame its number, and keeps it. */
  add(frame: Buffer): number {
    const number = ++this.#last;
    this.#frames.set(number, frame);
    this.#bytes += frame.length;
    while (this.#frames.size > mostFrames || this.#bytes > mostBytes) this.#dropFirst();
    return number;
  }

  /** The client is asked whether all so far has arrived. */
  ask(): void {
    this.#asked = this.#last;
  }

  /** It says that it has. */
  arrived(): void {
    while (this.#first <= this.#asked && this.#frames.size > 0) this.#dropFirst();
  }

  /** What came after the frame with that number; null when there never was such a frame. */
  after(number: number): MissedFrames | null {
    if (number < 0 || number > this.#last) return null;
    const lost = Math.max(0, this.#first - 1 - number);
    return { frames: [...this.#frames].filter(([own]) => own > number), lost };
  }

  /** Number of the oldest that is kept; of the next one when none is. */
  get #first(): number {
    return this.#last - this.#frames.size + 1;
  }

  #dropFirst(): void {
    const first = this.#first;
    this.#bytes -= this.#frames.get(first)?.length ?? 0;
    this.#frames.delete(first);
  }
}

/** A frame of a native protocol, `[name, args, kwargs]`, with its number among the named arguments. */
export function numbered(frame: Buffer, number: number): Buffer {
  const hasOthers = frame.at(-3) !== openingBrace;
  return Buffer.concat([frame.subarray(0, -2), Buffer.from(`${hasOthers ? "," : ""}"seq":${number}}]`)]);
}

const openingBrace = "{".charCodeAt(0);
