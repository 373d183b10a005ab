/** What to do with an input: take it, or drop it; `warn` is the first drop of its window. */
export type RateVerdict = "take" | "warn" | "drop" | "flood";

const windowMs = 1000;

/** So many windows over the limit, one right after the other, are no accident. */
const mostWindowsOver = 10;

/**
 * Counts what a client sends, in windows of a second that begin with the first input after the last one ended
 * (`sessions.md` §12.3).
 */
export class RateWindow {
  #start = Number.NEGATIVE_INFINITY;
  #count = 0;
  #windowsOver = 0;

  /**
   * One more input.
   *
   * @param now milliseconds that never go backwards
   * @param limit inputs per window; 0 or less for any number
   */
  take(now: number, limit: number): RateVerdict {
    if (limit <= 0) return "take";
    if (now - this.#start > windowMs) this.#begin(now, limit);
    this.#count++;
    if (this.#count <= limit) return "take";
    if (this.#count - 1 > limit) return "drop";
    this.#windowsOver++;
    return this.#windowsOver >= mostWindowsOver ? "flood" : "warn";
  }

  #begin(now: number, limit: number): void {
    const isNext = now - this.#start <= 2 * windowMs;
    if (!isNext || this.#count <= limit) this.#windowsOver = 0;
    this.#start = now;
    this.#count = 0;
  }
}
