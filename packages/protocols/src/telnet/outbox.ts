import { joinBytes } from "../bytes.ts";
import type { Deflater } from "../compression/deflater.ts";

/**
 * What waits to be sent, in order. While compression runs, everything queued between two calls of {@link take} is one
 * batch, flushed so that the client can read it at once (`protocols.md` §6.2).
 */
export class Outbox {
  readonly #now: () => number;
  #writtenAt: number;
  #deflater: Deflater | null = null;
  /** Null when nothing waits, as nearly always on a quiet connection. */
  #open: Uint8Array[] | null = null;
  #sealed: Uint8Array[] | null = null;

  constructor(now: () => number) {
    this.#now = now;
    this.#writtenAt = now();
  }

  /** When something was last queued. */
  get writtenAt(): number {
    return this.#writtenAt;
  }

  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#open ??= [];
    this.#open.push(bytes);
    this.#writtenAt = this.#now();
  }

  /** What is written from now on goes through `deflater`; `announcement` tells the client, in a piece of its own. */
  startCompression(deflater: Deflater, announcement: Uint8Array): void {
    this.#seal();
    this.#addSealed(announcement);
    this.#deflater = deflater;
  }

  /** Ends the compressed stream; what is written from now on is plain. */
  stopCompression(): void {
    if (this.#deflater === null) return;
    this.#seal();
    this.#addSealed(this.#deflater.finish());
    this.#deflater = null;
  }

  /** The next piece for the wire, or null. */
  take(): Uint8Array | null {
    if (this.#sealed === null) return this.#takeOpen();
    this.#seal();
    const next = this.#sealed.shift() ?? null;
    if (this.#sealed.length === 0) this.#sealed = null;
    return next;
  }

  #seal(): void {
    const bytes = this.#takeOpen();
    if (bytes !== null) this.#addSealed(bytes);
  }

  #addSealed(bytes: Uint8Array): void {
    this.#sealed ??= [];
    this.#sealed.push(bytes);
  }

  #takeOpen(): Uint8Array | null {
    if (this.#open === null) return null;
    const bytes = joinBytes(this.#open);
    this.#open = null;
    return this.#deflater === null ? bytes : this.#deflater.deflate(bytes);
  }
}
