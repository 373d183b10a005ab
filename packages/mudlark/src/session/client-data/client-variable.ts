import type { JsonValue } from "../../base/json.ts";
import type { Game } from "../../model/game.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { Account } from "../accounts/account.ts";
import type { Session } from "../session.ts";

/** Whom a client is told about. */
export interface ClientView {
  readonly game: Game;
  readonly session: Session;
  readonly account: Account;
  /** What the session plays; null while it plays nothing. */
  readonly puppet: WorldObject | null;
}

/**
 * One value that a client may ask for and watch. `undefined` when there is none just now. It must only look; it is asked
 * again whenever the account, the puppet or the place of the puppet has changed.
 *
 * @example
 * const health: ClientVariable = ({ puppet }) => (puppet instanceof Hero ? puppet.hp : undefined);
 */
export type ClientVariable = (view: ClientView) => JsonValue | undefined;
