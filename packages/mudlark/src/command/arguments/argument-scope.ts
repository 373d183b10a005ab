import type { Game } from "../../model/game.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { Account, Caller, Puppet, Session } from "../actors.ts";

/** What an argument may look at while it is parsed. */
export interface ArgumentScope {
  readonly game: Game;
  readonly caller: Caller;
  readonly session: Session | null;
  readonly account: Account | null;
  readonly puppet: Puppet | null;
  readonly location: WorldObject | null;
  /** The switches of the command that runs; absent while they are read themselves, and while a line is completed. */
  readonly switches?: { readonly ok: boolean; readonly values?: Readonly<Record<string, unknown>> };
}
