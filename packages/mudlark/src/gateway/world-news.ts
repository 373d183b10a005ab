import type { Clock, Timer } from "../base/clock.ts";
import type { SessionId } from "../base/session-id.ts";
import type { SessionPatch } from "../link/session-state.ts";
import type { Outlet } from "./input-road.ts";

/** At most one report per session in so many milliseconds; input never overtakes one. */
const reportEveryMs = 250;

/** What the world has not heard yet of how a session changed on this side. */
export class WorldNews {
  readonly #clock: Clock;
  #patch: SessionPatch | null = null;
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: Timer | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(patch: SessionPatch): void {
    const flags = patch.flags === undefined ? {} : { flags: { ...this.#patch?.flags, ...patch.flags } };
    this.#patch = { ...this.#patch, ...patch, ...flags };
  }

  /** The world knows everything as it is now. */
  forget(): void {
    this.#patch = null;
  }

  /** Tells the world now. */
  tell(session: SessionId, outlet: Outlet): void {
    if (this.#patch === null) return;
    const patch = this.#patch;
    this.#patch = null;
    this.#toldAt = this.#clock.monotonic();
    outlet.send({ type: "update", session, patch });
  }

  /** Tells the world as soon as it may be told again; `work` is called then, or at once. */
  tellSoon(work: () => void): void {
    const wait = this.#toldAt + reportEveryMs - this.#clock.monotonic();
    if (wait <= 0) return work();
    this.#timer ??= this.#clock.after(wait, () => {
      this.#timer = null;
      work();
    });
  }

  close(): void {
    this.#timer?.cancel();
  }
}
