import type { Clock } from "../base/clock.ts";

export interface Sleeper {
  wake(): void;
}

/** How much later than asked somebody may be woken who sleeps longer than that. */
const grainMs = 1000;

/**
 * Wakes thousands with a few timers: whoever wants to be woken within a second is so at that very moment, all others
 * together with those of the same second.
 */
export class Alarms {
  readonly #clock: Clock;
  readonly #sleepers = new Map<number, Set<Sleeper>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * @param at on the monotonic clock
   * @returns the moment at which it will be woken, by which it can be cancelled
   */
  set(sleeper: Sleeper, at: number): number {
    const now = this.#clock.monotonic();
    const moment = at - now > grainMs ? Math.ceil(at / grainMs) * grainMs : at;
    let sleepers = this.#sleepers.get(moment);
    if (sleepers === undefined) {
      sleepers = new Set();
      this.#sleepers.set(moment, sleepers);
      this.#clock.after(Math.max(0, moment - now), () => this.#wake(moment));
    }
    sleepers.add(sleeper);
    return moment;
  }

  /** Lets it sleep; nothing happens when it was woken already. */
  cancel(sleeper: Sleeper, moment: number): void {
    this.#sleepers.get(moment)?.delete(sleeper);
  }

  #wake(moment: number): void {
    const sleepers = this.#sleepers.get(moment);
    this.#sleepers.delete(moment);
    for (const sleeper of sleepers ?? []) sleeper.wake();
  }
}
