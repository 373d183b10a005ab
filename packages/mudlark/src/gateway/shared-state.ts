import type { Clock, Timer } from "../base/clock.ts";
import type { SessionId } from "../base/session-id.ts";
import type { ClientFlags, SessionPatch, SessionState } from "../link/session-state.ts";
import type { Outlet } from "./input-road.ts";

/** At most one report per session in so many milliseconds; input never overtakes one. */
const reportEveryMs = 250;

/** What both processes know of a session, as the gateway has it, and what of that the world has not heard yet. */
export class SharedState {
  readonly #clock: Clock;
  #current: SessionState | null = null;
  #news: SessionPatch | null = null;
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: Timer | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Null before the client was let in: then there is nothing to change. */
  get current(): SessionState | null {
    return this.#current;
  }

  begin(state: SessionState): void {
    this.#current = state;
  }

  /** The world changed it, or will find out by itself. */
  note(patch: Partial<SessionState>): void {
    if (this.#current !== null) this.#current = { ...this.#current, ...patch };
  }

  /** The same for some of the flags. */
  noteFlags(flags: ClientFlags): void {
    if (this.#current !== null) this.note({ flags: { ...this.#current.flags, ...flags } });
  }

  /** Something is to be told to the world. */
  report(patch: SessionPatch): void {
    if (this.#current === null) return;
    const flags = patch.flags === undefined ? {} : { flags: { ...this.#news?.flags, ...patch.flags } };
    this.#news = { ...this.#news, ...patch, ...flags };
  }

  /** The world may have missed what it was told last. */
  reportAgain(): void {
    if (this.#current === null) return;
    const { flags, address, linkDead } = this.#current;
    this.report({ flags, address, linkDead });
  }

  /** The world knows everything as it is now. */
  isKnown(): void {
    this.#news = null;
  }

  /** Tells the world now. */
  tell(session: SessionId, outlet: Outlet): void {
    if (this.#news === null) return;
    const patch = this.#news;
    this.#news = null;
    this.#toldAt = this.#clock.monotonic();
    outlet.send({ type: "update", session, patch });
  }

  /** Calls `work` as soon as the world may be told again, which may be at once. */
  tellSoon(work: () => void): void {
    if (this.#current === null) return;
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
