import { MudlarkError } from "../base/errors.ts";
import { makeSessionId, type SessionId } from "../base/session-id.ts";

/**
 * A frame is a length, a type, the sessions that it is about, and a payload:
 *
 *     u32 length of the rest · u8 type · u16 count · count × (u16 gateway, u32 number) · payload
 *
 * all big-endian (design §5). It never guesses from content or from where a chunk ended.
 */
export interface Frame {
  readonly type: number;
  readonly sessions: readonly SessionId[];
  /** The payload is `bytes` from `start` to `end`: a view, because most payloads become a string at once. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Longer than anything that is meant; whoever announces more is broken. */
export const maxFrameBytes = 64 * 1024 * 1024;

/** As many as a frame can name. */
export const maxFrameSessions = 0xffff;

const lengthBytes = 4;
const headBytes = 3;
const sessionBytes = 6;
const nothing: Buffer = Buffer.alloc(0);

/** Cuts a stream of chunks into frames, wherever the chunks end. Each byte is copied at most a few times. */
export class FrameDecoder {
  #mostBytes: number;
  #chunk = nothing;
  #at = 0;
  /** The beginning of a frame whose rest has not come yet. */
  #partial = nothing;
  #held = 0;

  /** @param mostBytes length of the longest frame to accept */
  constructor(mostBytes: number = maxFrameBytes) {
    this.#mostBytes = mostBytes;
  }

  /** From the next frame on, frames may have this many bytes. */
  accept(mostBytes: number): void {
    this.#mostBytes = mostBytes;
  }

  /** Hands in the next bytes of the stream. Call `next` until it gives null before you hand in more. */
  push(chunk: Buffer): void {
    if (this.#at < this.#chunk.length) throw new Error("frames are left in the chunk before this one");
    this.#chunk = chunk;
    this.#at = 0;
  }

  /**
   * The next frame, or null when its bytes have not all come.
   *
   * @throws MudlarkError LINK_FRAME when the stream cannot be frames; nothing after that can be trusted
   */
  next(): Frame | null {
    if (this.#held > 0) return this.#completed();
    const chunk = this.#chunk;
    const body = this.#at + lengthBytes;
    if (body <= chunk.length) {
      const end = body + this.#lengthIn(chunk, this.#at);
      if (end <= chunk.length) {
        this.#at = end;
        return parseFrame(chunk, body, end);
      }
    }
    this.#hold(chunk.length - this.#at);
    return null;
  }

  #completed(): Frame | null {
    this.#hold(lengthBytes - this.#held);
    if (this.#held < lengthBytes) return null;
    const size = lengthBytes + this.#lengthIn(this.#partial, 0);
    this.#hold(size - this.#held);
    if (this.#held < size) return null;
    const bytes = this.#partial;
    this.#partial = nothing;
    this.#held = 0;
    return parseFrame(bytes, lengthBytes, size);
  }

  /** Moves bytes from the chunk to the partial frame, which grows by doubling: an announced length costs nothing. */
  #hold(wanted: number): void {
    const take = Math.min(wanted, this.#chunk.length - this.#at);
    if (take > 0) this.#copy(take);
    if (this.#at < this.#chunk.length) return;
    this.#chunk = nothing;
    this.#at = 0;
  }

  #copy(take: number): void {
    const size = this.#held + take;
    if (size > this.#partial.length) {
      const larger = Buffer.allocUnsafe(Math.max(256, size, this.#partial.length * 2));
      this.#partial.copy(larger, 0, 0, this.#held);
      this.#partial = larger;
    }
    this.#chunk.copy(this.#partial, this.#held, this.#at, this.#at + take);
    this.#at += take;
    this.#held = size;
  }

  #lengthIn(bytes: Buffer, at: number): number {
    const length = bytes.readUInt32BE(at);
    if (length < headBytes || length > this.#mostBytes)
      throw brokenFrame(`a frame says it has ${length} bytes`);
    return length;
  }
}

/**
 * Cuts a payload that is itself a run of frames.
 *
 * @throws MudlarkError LINK_FRAME when it is not
 */
export function nestedFrames({ bytes, start, end }: Frame): Frame[] {
  const frames: Frame[] = [];
  for (let at = start; at < end;) {
    const body = at + lengthBytes;
    if (body > end) throw brokenFrame("a nested frame is cut off");
    const length = bytes.readUInt32BE(at);
    const after = body + length;
    if (length < headBytes || after > end) throw brokenFrame("a nested frame is cut off");
    frames.push(parseFrame(bytes, body, after));
    at = after;
  }
  return frames;
}

export function brokenFrame(why: string, options?: ErrorOptions): MudlarkError {
  return new MudlarkError("LINK_FRAME", why, options);
}

function parseFrame(bytes: Buffer, body: number, end: number): Frame {
  const count = bytes.readUInt16BE(body + 1);
  const start = body + headBytes + count * sessionBytes;
  if (start > end) throw brokenFrame("a frame names more sessions than it holds");
  const sessions: SessionId[] = [];
  for (let at = body + headBytes; at < start; at += sessionBytes) {
    const number = bytes.readUInt32BE(at + 2);
    if (number === 0) throw brokenFrame("a frame names a session without a number");
    sessions.push(makeSessionId(bytes.readUInt16BE(at), number));
  }
  return { type: bytes.readUInt8(body), sessions, bytes, start, end };
}
