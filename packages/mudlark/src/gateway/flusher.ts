export interface Flushable {
  /** Hands what was collected to the operating system. */
  flush(): void;
}

/**
 * Gathers what is sent during one turn of the event loop, so that each socket gets one write for it. Whatever is
 * added is flushed once, before the loop waits for anything new.
 */
export class Flusher {
  #waiting: Flushable[] = [];

  /** To be called once per flush by each; the caller knows whether it waits already. */
  add(item: Flushable): void {
    this.#waiting.push(item);
    if (this.#waiting.length === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const item of waiting) item.flush();
  }
}
