import type { JsonObject } from "../../base/json.ts";
import type { Game } from "../../model/game.ts";
import type { Account } from "../accounts/account.ts";
import type { Session } from "../session.ts";

/** Whom an OpenID provider vouches for. */
export interface SignInIdentity {
  /** The provider, as it names itself: an address. */
  readonly issuer: string;
  /** The person, as the provider names them for ever; means nothing to anybody else. */
  readonly subject: string;
  /** All that the provider said, such as `preferred_username`. People may choose some of it themselves. */
  readonly claims: JsonObject;
}

/** Who wants to sign in on a page. */
export interface SignInWish {
  readonly session: Session;
  /** As the client remembers it; may be empty, and proves nothing. */
  readonly account: string;
  /** Such as `discord`, as the client remembers it; null for any. */
  readonly provider: string | null;
}

/** How a game lets players sign in other than by a password (`Char.Login` 2, `protocols.md` §8.1). */
export interface SignIn {
  /**
   * The account of whom the provider of `accounts.oauth` vouches for; null when there is none. Runs in a turn, and may make
   * one. Without this, no provider is offered.
   *
   * @example
   * accountOf: ({ claims }, game) => game.accounts.find(String(claims.preferred_username)),
   */
  readonly accountOf?: (identity: SignInIdentity, game: Game) => Account | null;
  /**
   * The page on which somebody signs in; null when they cannot. The page has to know the session again, by something that
   * nobody can guess, and ends with `game.charLogin.complete`.
   *
   * @example
   * page: ({ session }) => ({ url: `https://quay.example/sign-in?ticket=${ticketFor(session)}` }),
   */
  readonly page?: (wish: SignInWish) => SignInPage | null;
}

export interface SignInPage {
  /** `http` or `https`. */
  readonly url: string;
  /** Such as `Discord`; clients show it. */
  readonly provider?: string;
}
