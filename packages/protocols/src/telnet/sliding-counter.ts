const slices = 10;

/** Counts what happened in the last `windowMs` milliseconds, to a tenth of that. */
export class SlidingCounter {
  readonly #limit: number;
  readonly #sliceMs: number;
  /** Made by the first count: of most connections hardly anything is ever counted. */
  #counts: number[] | null = null;
  #slice = 0;
  #total = 0;

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#sliceMs = windowMs / slices;
  }

  /** Counts one, if the limit allows it. */
  count(now: number): boolean {
    this.#advance(Math.floor(now / this.#sliceMs));
    if (this.#total >= this.#limit) return false;
    const index = this.#slice % slices;
    this.#counts ??= Array.from({ length: slices }, () => 0);
    this.#counts[index] = this.#counts[index]! + 1;
    this.#total += 1;
    return true;
  }

  #advance(slice: number): void {
    const counts = this.#counts;
    if (counts === null || slice - this.#slice >= slices) {
      counts?.fill(0);
      this.#total = 0;
      this.#slice = Math.max(slice, this.#slice);
      return;
    }
    while (this.#slice < slice) {
      this.#slice += 1;
      const index = this.#slice % slices;
      this.#total -= counts[index]!;
      counts[index] = 0;
    }
  }
}
