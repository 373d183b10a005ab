import type { Clock, Timer } from "../base/clock.ts";

const firstNoticeMs = 5000;
const noticeEveryMs = 30_000;

export interface OutageOptions {
  readonly clock: Clock;
  /** Longest outage in seconds. */
  readonly maxOutage: () => number;
  /** Tells everybody to wait. */
  readonly tell: () => void;
  /** It took too long. */
  readonly giveUp: () => void;
}

/** The time without a world: who waits is told so, and nobody waits for ever (`sessions.md` §11.7). */
export class Outage {
  readonly #options: OutageOptions;
  #timers: Timer[] = [];
  #isOn = false;

  constructor(options: OutageOptions) {
    this.#options = options;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  begin(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    const { clock, maxOutage, giveUp } = this.#options;
    this.#timers = [
      clock.after(firstNoticeMs, () => this.#tellAndRepeat()),
      clock.after(maxOutage() * 1000, giveUp),
    ];
  }

  end(): void {
    this.#isOn = false;
    for (const timer of this.#timers) timer.cancel();
    this.#timers = [];
  }

  #tellAndRepeat(): void {
    this.#timers.push(this.#options.clock.every(noticeEveryMs, this.#options.tell));
    this.#options.tell();
  }
}
