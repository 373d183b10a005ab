import type { Timer } from "../base/clock.ts";
import { laneOf } from "../command/run/session-lane.ts";
import type { Kernel } from "../model/kernel.ts";
import type { Entrance } from "./entrance.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";
import { words } from "./words.ts";

/** How often it looks, in milliseconds. */
const interval = 5000;

export interface IdleWatchParts {
  readonly game: Kernel;
  readonly sessions: Sessions;
  readonly entrance: Entrance;
  /** Seconds without any input; 0 or less for never. */
  readonly timeout: number;
}

/** Disconnects those who are gone but for their connection, after a warning (`sessions.md` §12.1). */
export class IdleWatch {
  readonly #parts: IdleWatchParts;
  #timer: Timer | null = null;
  /** Who was warned, and when their last input had come then. */
  readonly #warned = new WeakMap<Session, number>();

  constructor(parts: IdleWatchParts) {
    this.#parts = parts;
  }

  /** Begins to look, every five seconds. */
  run(): void {
    const { game, timeout } = this.#parts;
    this.#timer?.cancel();
    if (timeout > 0) this.#timer = game.clock.every(interval, () => this.#look());
  }

  /** Looks no more. */
  stop(): void {
    this.#timer?.cancel();
  }

  #look(): void {
    const { game, sessions, timeout } = this.#parts;
    const notice = timeout < 120 ? timeout / 2 : 60;
    for (const session of sessions.all({ includeUnloggedIn: true })) {
      const { cmdLast } = session.counters;
      const idle = (game.clock.now() - cmdLast) / 1000;
      if (idle <= timeout - notice || isExempt(session)) continue;
      if (idle > timeout) this.#inTurn(session, () => this.#disconnect(session));
      else if (this.#warned.get(session) !== cmdLast) {
        this.#warned.set(session, cmdLast);
        this.#inTurn(session, () => session.msg(words.idleWarn(Math.ceil(timeout - idle))));
      }
    }
  }

  #disconnect(session: Session): void {
    if (session.account?.atPreIdleDisconnect(session) === false) return;
    this.#parts.entrance.end(session, "idle", words.idleKick);
  }

  #inTurn(session: Session, work: () => void): void {
    const lane = laneOf(session.id);
    this.#parts.game.turns.enqueue({ kind: "timer", label: "idle", lane, session: session.id }, () => {
      if (!session.isClosed) work();
    });
  }
}

function isExempt({ account }: Session): boolean {
  return account?.access(account, "noidletimeout") === true;
}
