import type { Game } from "../model/game.ts";
import type { Bans } from "./accounts/bans.ts";
import type { Invites } from "./accounts/invites.ts";
import type { Accounts } from "./accounts/accounts.ts";
import type { CharLogin } from "./char-login/char-login.ts";
import type { Entrance } from "./entrance.ts";
import type { Puppets } from "./puppets.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";
import type { Account } from "./accounts/account.ts";

declare module "../model/game.ts" {
  interface Game {
    /** Every live session. */
    readonly sessions: Sessions;
    readonly accounts: Accounts;
    /** Who may not come in. */
    readonly bans: Bans;
    /** Codes with which accounts can be made. */
    readonly invites: Invites;
    /** The way in and out of the game. */
    readonly entrance: Entrance;
    readonly puppets: Puppets;
    /** The logins that clients do by themselves. */
    readonly charLogin: CharLogin;
  }
}

declare module "../model/game-types.ts" {
  interface StockTypes {
    account: Account;
    session: Session;
  }
}

/** What a world with sessions can be asked for, beside its entities. */
export interface SessionFacets {
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly bans: Bans;
  readonly invites: Invites;
  readonly entrance: Entrance;
  readonly puppets: Puppets;
  readonly charLogin: CharLogin;
}

/** Gives sessions to a world. */
export function addSessionFacets(game: Game, facets: SessionFacets): void {
  for (const [name, value] of Object.entries(facets)) Object.defineProperty(game, name, { value });
}
