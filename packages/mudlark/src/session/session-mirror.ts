import type { Effect } from "../link/messages.ts";
import type { ClientFlags, SessionPatch, SessionState } from "../link/session-state.ts";
import type { Turn } from "../model/turn/turn.ts";

/** What gateway and world both know of a session, as the world sees it (`sessions.md` §3). */
export class SessionMirror {
  readonly #requireTurn: () => Turn;
  #state: SessionState;

  constructor(state: SessionState, requireTurn: () => Turn) {
    this.#state = state;
    this.#requireTurn = requireTurn;
  }

  get state(): SessionState {
    return this.#state;
  }

  get flags(): ClientFlags {
    return this.#state.flags;
  }

  /** At once here, and in the gateway together with the output of the turn. Flags are merged on both sides. */
  change(patch: SessionPatch): void {
    const turn = this.#requireTurn();
    const before = this.#state;
    const revision = before.revision + 1;
    this.#state = { ...merged(before, patch), revision };
    turn.journal.record(() => {
      this.#state = before;
    });
    const effect: Effect = { type: "state", session: before.id, revision, patch };
    turn.hold(effect);
  }

  /** What the gateway found out; nothing goes back. */
  take(patch: SessionPatch): void {
    this.#state = merged(this.#state, patch);
  }
}

function merged(state: SessionState, patch: SessionPatch): SessionState {
  const flags = patch.flags === undefined ? state.flags : { ...state.flags, ...patch.flags };
  return { ...state, ...patch, flags };
}
