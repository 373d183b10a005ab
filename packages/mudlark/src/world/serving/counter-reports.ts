import type { Clock, Timer } from "../../base/clock.ts";
import type { Effect } from "../../link/messages.ts";
import type { Engine } from "../engine.ts";

/** How often they are sent, in milliseconds. */
const interval = 30_000;

/** Tells the gateway now and then how much was typed, and when: numbers that change with every line. */
export class CounterReports {
  readonly #engine: Engine;
  readonly #release: (effects: readonly Effect[]) => void;
  #timer: Timer | null = null;

  constructor(engine: Engine, release: (effects: readonly Effect[]) => void) {
    this.#engine = engine;
    this.#release = release;
  }

  begin(clock: Clock): void {
    this.#timer?.cancel();
    this.#timer = clock.every(interval, () => this.send());
  }

  /** Outside any turn: no turn can lose these. */
  send(): void {
    const { game, sessions } = this.#engine;
    if (game.turns.isFrozen) return;
    const effects = sessions.all({ includeUnloggedIn: true }).map((session): Effect => {
      const { revision, cmdLast, cmdLastVisible, cmdTotal } = session.state;
      return { type: "state", session: session.id, revision, patch: { cmdLast, cmdLastVisible, cmdTotal } };
    });
    if (effects.length > 0) this.#release(effects);
  }
}
