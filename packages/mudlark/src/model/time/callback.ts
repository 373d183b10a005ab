import { MudlarkError } from "../../base/errors.ts";
import type { Game } from "../game.ts";

/** The property by which a callback is known among the exports of a module. */
const callbackKey: unique symbol = Symbol("callback");

/** A function with a name under which it can be stored: what a durable timer does when there is no entity to do it. */
export interface Callback<A extends readonly unknown[] = readonly never[]> {
  readonly [callbackKey]: true;
  readonly id: string;
  readonly run: (game: Game, ...args: A) => unknown;
}

/**
 * Names a function, so that durable timers can call it after a restart. Export it from a file that the game imports.
 *
 * @param id stored with each timer: never give it to another function
 * @example
 * export const tide = callback("tide", (game, height: number) => {
 *   for (const session of game.sessions.all()) session.msg(`The tide is ${height} feet high.`);
 * });
 * game.delay(60, tide, 12);
 */
export function callback<A extends readonly unknown[] = []>(
  id: string,
  run: (game: Game, ...args: A) => unknown,
): Callback<A> {
  return Object.freeze({ [callbackKey]: true as const, id, run });
}

export function isCallback(value: unknown): value is Callback {
  return typeof value === "object" && value !== null && callbackKey in value;
}

/** The callbacks of a game, by their ids. */
export class Callbacks {
  readonly #byId = new Map<string, Callback>();

  /** @throws MudlarkError TIMER_CALL when another one has that id */
  register(added: Callback): void {
    const known = this.#byId.get(added.id);
    if (known !== undefined && known !== added) {
      throw new MudlarkError("TIMER_CALL", `two callbacks have the id "${added.id}"`);
    }
    this.#byId.set(added.id, added);
  }

  get(id: string): Callback | undefined {
    return this.#byId.get(id);
  }

  /** @throws MudlarkError TIMER_CALL when it is none, or could not be found again after a restart */
  require(wanted: Callback): void {
    if (!isCallback(wanted)) {
      throw new MudlarkError(
        "TIMER_CALL",
        "there is nothing to call: a function, a callback or an entity is due here",
      );
    }
    if (this.#byId.get(wanted.id) === wanted) return;
    throw new MudlarkError(
      "TIMER_CALL",
      `the callback "${wanted.id}" would not be found after a restart: export it from a file that src/game.ts imports`,
    );
  }
}
