import type { Game } from "../../model/game.ts";
import type { Actor } from "../actor.ts";
import type { Account, Caller, Puppet, Session } from "../actors.ts";
import { declared } from "../../model/game-types.ts";
import type { ArgumentScope } from "../arguments/argument-scope.ts";

/** The scope of somebody who has not begun to run a command. */
export function scopeOf(game: Game, { caller, session, account, puppet }: Actor): ArgumentScope {
  return {
    game,
    caller: declared<Caller>(caller),
    session: declared<Session | null>(session),
    account: declared<Account | null>(account),
    puppet: declared<Puppet | null>(puppet),
    location: puppet?.location ?? null,
  };
}
