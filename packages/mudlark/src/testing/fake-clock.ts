import type { Clock, Timer } from "../base/clock.ts";

interface Pending {
  due: number;
  readonly order: number;
  readonly interval: number | null;
  readonly callback: () => void;
}

/**
 * Time that stands still until a test moves it. Timers fire in order of their due time, and in order of creation
 * when those are equal.
 *
 * @example
 * const clock = new FakeClock();
 * clock.after(1000, () => console.log("one second"));
 * clock.advance(1000);
 */
export class FakeClock implements Clock {
  #now: number;
  #order = 0;
  readonly #pending = new Set<Pending>();

  /** @param start wall-clock time at the beginning, in milliseconds since 1970 */
  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): Timer {
    return this.#add(milliseconds, null, callback);
  }

  every(milliseconds: number, callback: () => void): Timer {
    return this.#add(milliseconds, milliseconds, callback);
  }

  /** Moves time forward and fires what falls due on the way. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next !== null; next = this.#next(end)) {
      this.#now = next.due;
      if (next.interval === null) this.#pending.delete(next);
      else next.due += Math.max(1, next.interval);
      next.callback();
    }
    this.#now = end;
  }

  /** When the next timer fires; null when none is waiting. */
  get nextDue(): number | null {
    return this.#next(Infinity)?.due ?? null;
  }

  /** How many timers are waiting: a test can see that nothing was left behind. */
  get waiting(): number {
    return this.#pending.size;
  }

  #add(milliseconds: number, interval: number | null, callback: () => void): Timer {
    const pending: Pending = {
      due: this.#now + Math.max(0, milliseconds),
      order: this.#order++,
      interval,
      callback,
    };
    this.#pending.add(pending);
    return { cancel: () => void this.#pending.delete(pending) };
  }

  #next(end: number): Pending | null {
    let best: Pending | null = null;
    for (const pending of this.#pending) {
      if (pending.due > end) continue;
      if (
        best === null ||
        pending.due < best.due ||
        (pending.due === best.due && pending.order < best.order)
      ) {
        best = pending;
      }
    }
    return best;
  }
}
