import type { Transport } from "./transport.ts";

/** Two ends in one process. Bytes arrive in a later tick, as they would from a socket. */
export function memoryTransportPair(): [Transport, Transport] {
  const left = new MemoryTransport();
  const right = new MemoryTransport();
  left.peer = right;
  right.peer = left;
  return [left, right];
}

class MemoryTransport implements Transport {
  peer: MemoryTransport | null = null;
  #outgoing: Buffer[] = [];
  #unsent = 0;
  #closed = false;
  #data: (chunk: Buffer) => void = () => {};
  #drain: () => void = () => {};
  #close: (error: Error | null) => void = () => {};

  get unsent(): number {
    return this.#unsent;
  }

  write(bytes: Buffer): void {
    if (this.#closed) return;
    if (this.#outgoing.length === 0) setImmediate(() => this.#deliver());
    this.#outgoing.push(bytes);
    this.#unsent += bytes.length;
  }

  onData(handler: (chunk: Buffer) => void): void {
    this.#data = handler;
  }

  onDrain(handler: () => void): void {
    this.#drain = handler;
  }

  onClose(handler: (error: Error | null) => void): void {
    this.#close = handler;
  }

  close(): void {
    if (this.#closed) return;
    this.#deliver();
    const { peer } = this;
    this.#end();
    if (peer !== null) setImmediate(() => peer.#end());
  }

  #deliver(): void {
    const chunks = this.#outgoing;
    this.#outgoing = [];
    this.#unsent = 0;
    const { peer } = this;
    if (peer !== null) for (const chunk of chunks) peer.#receive(chunk);
    if (chunks.length > 0 && !this.#closed) this.#drain();
  }

  #receive(chunk: Buffer): void {
    if (!this.#closed) this.#data(chunk);
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#close(null);
  }
}
