import type { Clock, Timer } from "../../base/clock.ts";
import type { Phase } from "./phase.ts";

/** What the supervisor is about now, and until when at most. */
export class CurrentPhase {
  readonly #clock: Clock;
  #name: Phase = "idle";
  #deadline: Timer | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get name(): Phase {
    return this.#name;
  }

  /** The patience with the phase before this one is over. */
  enter(name: Phase, patienceMs?: number, tooLong?: () => void): void {
    this.#deadline?.cancel();
    this.#deadline = null;
    this.#name = name;
    if (patienceMs !== undefined && tooLong !== undefined) {
      this.#deadline = this.#clock.after(patienceMs, tooLong);
    }
  }
}
