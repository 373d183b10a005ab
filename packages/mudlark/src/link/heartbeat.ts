import type { Clock, Timer } from "../base/clock.ts";

/** Seconds between two pings (`sessions.md` §11.2). */
const pingEvery = 5;

/** Seconds without a sign of life after which the other side counts as dead. */
const silence = 15;

/**
 * Counts how long the other side has been quiet. It counts its own ticks as well as the clock: a process that was
 * stopped for a minute has not listened for a minute, and must not call the other side dead for it.
 */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #events: { readonly ping: (id: number) => void; readonly silent: () => void };
  readonly #timer: Timer;
  #ticks = 0;
  #quietTicks = 0;
  #lastHeard: number;

  constructor(clock: Clock, events: { readonly ping: (id: number) => void; readonly silent: () => void }) {
    this.#clock = clock;
    this.#events = events;
    this.#lastHeard = clock.monotonic();
    this.#timer = clock.every(1000, () => this.#tick());
  }

  /** Something came, whatever it was. */
  heard(): void {
    this.#quietTicks = 0;
    this.#lastHeard = this.#clock.monotonic();
  }

  stop(): void {
    this.#timer.cancel();
  }

  #tick(): void {
    this.#ticks++;
    this.#quietTicks++;
    if (this.#ticks % pingEvery === 0) this.#events.ping(this.#ticks / pingEvery);
    if (this.#quietTicks < silence || this.#clock.monotonic() - this.#lastHeard < silence * 1000) return;
    this.heard();
    this.#events.silent();
  }
}
