const windowMs = 1000;

/** Spreads what has piled up: at most so many in each second (`sessions.md` §11.7). */
export class Pace {
  #start = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** How many may go now; a limit of 0 or less means any number. */
  room(now: number, limit: number): number {
    if (limit <= 0) return Number.POSITIVE_INFINITY;
    if (now - this.#start >= windowMs) {
      this.#start = now;
      this.#count = 0;
    }
    return Math.max(0, limit - this.#count);
  }

  used(count: number): void {
    this.#count += count;
  }

  /** Milliseconds until there is room again. */
  wait(now: number): number {
    return Math.max(0, this.#start + windowMs - now);
  }
}
