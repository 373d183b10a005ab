import { hasCode, MudlarkError } from "../../base/errors.ts";
import type { TurnRunner } from "./turn-runner.ts";

export type AttemptResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown };

/** Deeper than any sensible hooks, and far from the end of the stack, where nothing could be undone any more. */
const mostNested = 100;

/** Parts of a turn that may fail without undoing the rest of it. */
export class Attempts {
  readonly #turns: TurnRunner;
  #nested = 0;

  constructor(turns: TurnRunner) {
    this.#turns = turns;
  }

  /**
   * Runs something; what it throws is returned, after everything that it did was undone. The turn goes on.
   *
   * @throws MudlarkError HOOK_LOOP, which nobody on the way catches: hooks that go in circles undo their whole turn
   */
  run<T>(action: () => T): AttemptResult<T> {
    const turn = this.#turns.requireTurn();
    if (this.#nested >= mostNested) {
      throw new MudlarkError("HOOK_LOOP", `hooks call each other more than ${mostNested} levels deep`);
    }
    const savepoint = turn.savepoint();
    this.#nested += 1;
    try {
      return { ok: true, value: action() };
    } catch (error) {
      turn.rollbackTo(savepoint);
      if (hasCode(error, "HOOK_LOOP")) throw error;
      return { ok: false, error };
    } finally {
      this.#nested -= 1;
    }
  }
}
