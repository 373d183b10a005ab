import type { Clock, Timer } from "../base/clock.ts";

/** One world's view of the time that all worlds of a test share: with the world, its timers end. */
export class WorldClock implements Clock {
  readonly #clock: Clock;
  readonly #timers = new Set<Timer>();
  #hasEnded = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  monotonic(): number {
    return this.#clock.monotonic();
  }

  after(milliseconds: number, callback: () => void): Timer {
    const timer: Timer = this.#keep(
      this.#clock.after(milliseconds, () => {
        timer.cancel();
        callback();
      }),
    );
    return timer;
  }

  every(milliseconds: number, callback: () => void): Timer {
    return this.#keep(this.#clock.every(milliseconds, callback));
  }

  end(): void {
    this.#hasEnded = true;
    for (const timer of this.#timers) timer.cancel();
  }

  #keep(inner: Timer): Timer {
    const timer: Timer = {
      cancel: () => {
        inner.cancel();
        this.#timers.delete(timer);
      },
    };
    if (this.#hasEnded) inner.cancel();
    else this.#timers.add(timer);
    return timer;
  }
}
