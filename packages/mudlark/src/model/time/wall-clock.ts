import type { Clock } from "../../base/clock.ts";

/** Time on the wall, which passes whether there is a world or not. In milliseconds; may be stored. */
export class WallClock {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  /** The same moment by the monotonic clock of this process. */
  toMonotonic(moment: number): number {
    return this.#clock.monotonic() + (moment - this.now());
  }

  /** The reverse. */
  fromMonotonic(moment: number): number {
    return this.now() + (moment - this.#clock.monotonic());
  }
}
