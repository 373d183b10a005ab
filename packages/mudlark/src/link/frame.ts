import { MudlarkError } from "../base/errors.ts";
import { countOf, gatewayOf, makeSessionId, type SessionId } from "../base/session-id.ts";

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
  readonly payload: Buffer;
}

/** Longer than anything that is meant; whoever announces more is broken. */
export const maxFrameBytes = 64 * 1024 * 1024;

const lengthBytes = 4;
const headBytes = 3;
const sessionBytes = 6;

/** Collects frames into one growing buffer, so that everything of a tick leaves in one write. */
export class FrameWriter {
  #buffer = Buffer.allocUnsafe(64 * 1024);
  #used = 0;

  get size(): number {
    return this.#used;
  }

  /** Starts a frame; give the answer to `end`. Frames nest: what is begun inside becomes part of the payload. */
  begin(type: number, sessions: readonly SessionId[]): number {
    const start = this.#used;
    this.#reserve(lengthBytes + headBytes + sessions.length * sessionBytes);
    let at = start + lengthBytes;
    at = this.#buffer.writeUInt8(type, at);
    at = this.#buffer.writeUInt16BE(sessions.length, at);
    for (const session of sessions) {
      at = this.#buffer.writeUInt16BE(gatewayOf(session), at);
      at = this.#buffer.writeUInt32BE(countOf(session), at);
    }
    this.#used = at;
    return start;
  }

  number(value: number): void {
    this.#reserve(4);
    this.#used = this.#buffer.writeUInt32BE(value, this.#used);
  }

  text(value: string): void {
    this.#reserve(value.length * 3);
    this.#used += this.#buffer.write(value, this.#used, "utf8");
  }

  end(start: number): void {
    const length = this.#used - start - lengthBytes;
    if (length > maxFrameBytes) {
      this.#used = start;
      throw new MudlarkError("LINK_FRAME", `a frame of ${length} bytes is too long for the link`);
    }
    this.#buffer.writeUInt32BE(length, start);
  }

  /** Forgets what was written since `begin`. */
  abandon(start: number): void {
    this.#used = start;
  }

  /** Hands over everything so far and starts afresh. */
  take(): Buffer {
    const bytes = Buffer.from(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
    return bytes;
  }

  #reserve(bytes: number): void {
    const needed = this.#used + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#used);
    this.#buffer = larger;
  }
}

/** Cuts a stream of chunks into frames, wherever the chunks end. */
export class FrameDecoder {
  #chunks: Buffer[] = [];
  #size = 0;
  #needed = lengthBytes;

  /**
   * Takes the next bytes and gives the frames that they complete.
   *
   * @throws MudlarkError LINK_FRAME when the stream cannot be frames; nothing after that can be trusted
   */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#needed) return [];
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#size);
    const frames: Frame[] = [];
    const end = this.#cut(bytes, frames);
    this.#chunks = end === bytes.length ? [] : [bytes.subarray(end)];
    this.#size = bytes.length - end;
    return frames;
  }

  #cut(bytes: Buffer, frames: Frame[]): number {
    let at = 0;
    for (;;) {
      const left = bytes.length - at;
      this.#needed = lengthBytes;
      if (left < lengthBytes) return at;
      const length = bytes.readUInt32BE(at);
      if (length < headBytes || length > maxFrameBytes) throw broken(`a frame says it has ${length} bytes`);
      this.#needed = lengthBytes + length;
      if (left < this.#needed) return at;
      frames.push(parseFrame(bytes.subarray(at + lengthBytes, at + this.#needed)));
      at += this.#needed;
    }
  }
}

/** Cuts a payload that is itself a run of frames. */
export function nestedFrames(payload: Buffer): Frame[] {
  const frames: Frame[] = [];
  let at = 0;
  while (at < payload.length) {
    if (payload.length - at < lengthBytes) throw broken("a nested frame is cut off");
    const length = payload.readUInt32BE(at);
    const end = at + lengthBytes + length;
    if (length < headBytes || end > payload.length) throw broken("a nested frame is cut off");
    frames.push(parseFrame(payload.subarray(at + lengthBytes, end)));
    at = end;
  }
  return frames;
}

function parseFrame(body: Buffer): Frame {
  const count = body.readUInt16BE(1);
  const payloadAt = headBytes + count * sessionBytes;
  if (payloadAt > body.length) throw broken("a frame names more sessions than it holds");
  const sessions: SessionId[] = [];
  for (let at = headBytes; at < payloadAt; at += sessionBytes) {
    const number = body.readUInt32BE(at + 2);
    if (number === 0) throw broken("a frame names a session without a number");
    sessions.push(makeSessionId(body.readUInt16BE(at), number));
  }
  return { type: body.readUInt8(0), sessions, payload: body.subarray(payloadAt) };
}

function broken(why: string): MudlarkError {
  return new MudlarkError("LINK_FRAME", why);
}
