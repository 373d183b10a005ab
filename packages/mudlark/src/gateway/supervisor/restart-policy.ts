import type { Clock } from "../../base/clock.ts";

const longestWait = 60_000;
const window = 60_000;
const mostUnexplained = 3;

/**
 * When to try again after a world died: after 1, 2, 4 … 60 seconds, and not at all after three deaths in a minute
 * that nothing explains (`sessions.md` §11.6, design §5).
 */
export class RestartPolicy {
  readonly #clock: Clock;
  #deathsInARow = 0;
  #servingSince: number | null = null;
  #unexplained: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  serving(): void {
    this.#servingSince = this.#clock.monotonic();
  }

  /** Milliseconds to wait before the next try; null when there is to be none. */
  died(explained: boolean): number | null {
    const now = this.#clock.monotonic();
    if (this.#servingSince !== null && now - this.#servingSince >= window) this.#deathsInARow = 0;
    this.#servingSince = null;
    if (!explained) {
      this.#unexplained = [...this.#unexplained.filter((at) => now - at < window), now];
      if (this.#unexplained.length >= mostUnexplained) return null;
    }
    return Math.min(longestWait, 1000 * 2 ** this.#deathsInARow++);
  }

  /** Somebody has looked at it: what was before does not count. */
  forget(): void {
    this.#deathsInARow = 0;
    this.#unexplained = [];
  }
}
