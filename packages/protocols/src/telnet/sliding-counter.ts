const slices = 10;

/** Counts what happened in the last `windowMs` milliseconds, to a tenth of that. */
export class SlidingCounter {
  readonly #limit: number;
  readonly #sliceMs: number;
  readonly #counts = new Uint16Array(slices);
  #slice = 0;
  #total = 0;

  /** `limit` may be at most 65 535. */
  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#sliceMs = windowMs / slices;
  }

  /** Counts one, if the limit allows it. */
  count(now: number): boolean {
    this.#advance(Math.floor(now / this.#sliceMs));
    if (this.#total >= this.#limit) return false;
    const index = this.#slice % slices;
    this.#counts[index] = this.#counts[index]! + 1;
    this.#total += 1;
    return true;
  }

  #advance(slice: number): void {
    if (slice - this.#slice >= slices) {
      this.#counts.fill(0);
      this.#total = 0;
      this.#slice = slice;
      return;
    }
    while (this.#slice < slice) {
      this.#slice += 1;
      const index = this.#slice % slices;
      this.#total -= this.#counts[index]!;
      this.#counts[index] = 0;
    }
  }
}
