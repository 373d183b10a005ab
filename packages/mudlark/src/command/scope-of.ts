import type { Game } from "../model/game.ts";
import type { Actor } from "./actor.ts";
import type { Account, Caller, Puppet, Session } from "./actors.ts";
import type { ArgumentScope } from "./arguments/argument-scope.ts";

/** The scope of somebody who has not begun to run a command. */
export function scopeOf(game: Game, { caller, session, account, puppet }: Actor): ArgumentScope {
  return {
    game,
    caller: caller as Caller,
    session: session as Session | null,
    account: account as Account | null,
    puppet: puppet as Puppet | null,
    location: puppet?.location ?? null,
  };
}
