import type { Transport } from "./transport.ts";

/** Two ends in one process. Bytes arrive in a later tick, as they would from a socket. */
export function memoryTransportPair(): [Transport, Transport] {
  const left = new MemoryTransport();
  const right = new MemoryTransport();
  left.join(right);
  right.join(left);
  return [left, right];
}

class MemoryTransport implements Transport {
  #peer: MemoryTransport | null = null;
  /** What this end wrote and the other has not read. */
  #outgoing: Buffer[] = [];
  #unsent = 0;
  #isDelivering = false;
  #isClosing = false;
  #isClosed = false;
  #onData: ((chunk: Buffer) => void) | null = null;
  #onDrain: () => void = () => {};
  #onClose: ((error: Error | null) => void) | null = null;

  get unsent(): number {
    return this.#unsent;
  }

  join(peer: MemoryTransport): void {
    this.#peer = peer;
  }

  write(bytes: Buffer): void {
    if (this.#isClosing || bytes.length === 0) return;
    this.#outgoing.push(bytes);
    this.#unsent += bytes.length;
    this.#deliverSoon();
  }

  onData(handler: (chunk: Buffer) => void): void {
    this.#onData = handler;
    if (this.#peer !== null) this.#peer.#deliverSoon();
  }

  onDrain(handler: () => void): void {
    this.#onDrain = handler;
  }

  onClose(handler: (error: Error | null) => void): void {
    this.#onClose = handler;
    if (this.#isClosed) setImmediate(() => this.#tellClosed());
  }

  close(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#deliverSoon();
  }

  #deliverSoon(): void {
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    setImmediate(() => {
      this.#isDelivering = false;
      this.#deliver();
    });
  }

  #deliver(): void {
    const peer = this.#peer;
    if (peer === null) return;
    const hadUnsent = this.#unsent > 0;
    while (this.#outgoing.length > 0 && peer.#onData !== null && !peer.#isClosing) {
      const chunk = this.#outgoing.shift() as Buffer;
      this.#unsent -= chunk.length;
      peer.#onData(chunk);
    }
    if (this.#isClosing) this.#endBoth(peer);
    else if (hadUnsent && this.#unsent === 0) this.#onDrain();
  }

  /** The other end hears of it once it has read everything. */
  #endBoth(peer: MemoryTransport): void {
    this.#end();
    if (this.#outgoing.length === 0 || peer.#isClosing) peer.#end();
  }

  #end(): void {
    if (this.#isClosed) return;
    this.#isClosing = true;
    this.#isClosed = true;
    this.#tellClosed();
  }

  #tellClosed(): void {
    const tell = this.#onClose;
    this.#onClose = null;
    tell?.(null);
  }
}
