import { parseDuration } from "../base/parse-duration.ts";
import type { FakeClock } from "./fake-clock.ts";

/** The time of a test: it stands still until it is moved. */
export class TestClock {
  readonly #clock: FakeClock;
  readonly #rest: () => Promise<void>;

  /** @param rest resolves when everything that a timer set off is done */
  constructor(clock: FakeClock, rest: () => Promise<void>) {
    this.#clock = clock;
    this.#rest = rest;
  }

  /** Milliseconds since 1970; at the start, the first second of 2026. */
  now(): number {
    return this.#clock.now();
  }

  /**
   * Moves time forward. Whatever falls due on the way happens, one timer after the other, each with everything that
   * follows from it.
   *
   * @param duration milliseconds, or text such as `"90s"` or `"1h30m"`
   * @throws RangeError when the text is no length of time, or the time would go backwards
   */
  async advance(duration: number | string): Promise<void> {
    const end = this.now() + millisecondsOf(duration);
    for (let due = this.#clock.nextDue; due !== null && due <= end; due = this.#clock.nextDue) {
      this.#clock.advance(due - this.now());
      await this.#rest();
    }
    this.#clock.advance(end - this.now());
    await this.#rest();
  }
}

function millisecondsOf(duration: number | string): number {
  const milliseconds =
    typeof duration === "number" ? duration : (parseDuration(duration) ?? Number.NaN) * 1000;
  if (milliseconds >= 0) return milliseconds;
  throw new RangeError(`"${duration}" is no time to move forward by; write 5000, "90s" or "1h30m"`);
}
