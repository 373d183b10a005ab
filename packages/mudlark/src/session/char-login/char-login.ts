import { z } from "zod";
import type { SignInOffer } from "@mudlark/protocols";
import { foldName } from "../../base/fold-text.ts";
import { parseWebAddress } from "../../base/web-address.ts";
import type { Game } from "../../model/game.ts";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import type { Account } from "../accounts/account.ts";
import type { Authenticated, Wait } from "../accounts/accounts.ts";
import { inputFunction, type InputFunction } from "../inputs/input-function.ts";
import { logInByProgram } from "../inputs/program-login.ts";
import type { Session } from "../session.ts";
import { words } from "../words.ts";
import { IdentityProvider, type CodeGrant, type IdentityProviderOptions } from "./identity-provider.ts";
import { issueLoginToken } from "./login-token.ts";
import type { SignIn } from "./sign-in.ts";

/** The settings `accounts.oauth`. */
interface OAuthSettings extends Pick<IdentityProviderOptions, "clientSecret"> {
  readonly discovery: string | null;
  readonly clientId: string | null;
  readonly scopes: readonly string[];
  readonly nonce: boolean;
}

export interface CharLoginParts {
  readonly game: Game;
  readonly settings: OAuthSettings;
  readonly signIn: SignIn;
}

/** What every message of version 2 may tell. */
const aboutClient = { version: z.number().optional(), token_storage: z.boolean().optional() };
type AboutClient = z.output<z.ZodObject<typeof aboutClient>>;

const secret = z.string().min(1).max(4096);

/**
 * The logins that MUD clients do by themselves: `Char.Login` of GMCP, versions 1 and 2 (`protocols.md` §8.1). They are
 * counted like passwords that are typed, and nothing of them is ever written down.
 */
export class CharLogin {
  readonly #game: Game;
  readonly #parts: CharLoginParts;
  readonly #provider: IdentityProvider | null;
  /** Sessions whose clients cannot keep tokens. */
  readonly #forgetful = new WeakSet<Session>();
  /** What strangers are offered beside a password. */
  readonly offer: SignInOffer;

  constructor(parts: CharLoginParts) {
    const { game, settings, signIn } = parts;
    const { discovery, clientId, clientSecret, scopes, nonce } = settings;
    this.#game = game;
    this.#parts = parts;
    const page = signIn.page !== undefined;
    if (discovery === null || clientId === null || signIn.accountOf === undefined) {
      this.#provider = null;
      this.offer = { provider: null, page };
    } else {
      this.#provider = new IdentityProvider({ discovery, clientId, clientSecret, clock: game.clock });
      this.offer = { provider: { location: discovery, clientId, scopes, nonce }, page };
    }
  }

  readonly inputs: Readonly<Record<string, InputFunction>> = {
    char_login_credentials: inputFunction({
      help: "Logs in with account and password, as MUD clients do, and answers whether that was right.",
      takes: z.object({
        account: z.string().max(200).optional(),
        password: z.string().max(1000).optional(),
        provider: z.string().max(100).optional(),
        ...aboutClient,
      }),
      run: (session, { account = "", password, provider, ...about }) => {
        this.#learn(session, about);
        if (password === undefined && provider !== undefined)
          return this.#sendPage(session, account, provider);
        // Without a name the client has none stored, and its player types it.
        if (account === "") return undefined;
        if (password === undefined)
          return this.#answer(session, "The password is missing. Log in by typing instead.");
        return this.#logIn(session, account, about, (name, wait) =>
          this.#game.accounts.authenticate(name, password, session, wait),
        );
      },
    }),
    char_login_reconnect: inputFunction({
      help: "Logs in with a token that your client was given at an earlier login.",
      takes: z.object({
        account: z.string().min(1).max(200),
        token: z.string().min(1).max(200),
        ...aboutClient,
      }),
      run: (session, { account, token, ...about }) => {
        this.#learn(session, about);
        return this.#logIn(session, account, { version: 2, ...about }, (name) =>
          this.#game.accounts.redeemToken(name, token, session),
        );
      },
    }),
    char_login_authcode: inputFunction({
      help: "Logs in with the code of a provider that your client has asked.",
      takes: z.object({
        code: secret,
        code_verifier: secret,
        redirect_uri: z.string().max(2048),
        nonce: z.string().max(1000).optional(),
        ...aboutClient,
      }),
      run: (session, { code, code_verifier: codeVerifier, redirect_uri: redirectUri, nonce, ...about }) => {
        this.#learn(session, about);
        if (session.flags.SSL !== true)
          return this.#answer(
            session,
            "That takes an encrypted connection. Connect by TLS, or log in by typing.",
          );
        const grant = { code, codeVerifier, redirectUri, nonce: nonce ?? null };
        return this.#logIn(session, "", { version: 2, ...about }, (_name, wait) =>
          this.#redeem(session, grant, wait),
        );
      },
    }),
  };

  /**
   * Logs in somebody who has signed in on a page of the game, and tells their client. Runs in a turn.
   *
   * @returns why it could not be done, as a sentence; null when they are in
   * @example
   * const problem = game.charLogin.complete(session, account);
   */
  complete(session: Session, account: Account): string | null {
    if (session.isClosed) return "The connection is closed. Connect again.";
    if (session.isLoggedIn) return alreadyIn;
    const problem = this.#game.entrance.logIn(session, account);
    this.#answer(session, problem);
    if (problem === null) this.#giveToken(session, account, account.key);
    return problem;
  }

  #learn(session: Session, { token_storage: keepsTokens }: AboutClient): void {
    if (keepsTokens === false) this.#forgetful.add(session);
    else if (keepsTokens === true) this.#forgetful.delete(session);
  }

  /** @param given `account`, or `account:character`; may be empty where the proof itself tells the account */
  #logIn(
    session: Session,
    given: string,
    { version = 1 }: AboutClient,
    prove: (name: string, wait: Wait) => Authenticated | Promise<Authenticated>,
  ): Promise<null> | void {
    if (session.isLoggedIn) return this.#answer(session, alreadyIn);
    const [name = "", character] = given.split(":", 2);
    return logInByProgram(
      this.#game,
      session,
      (wait) => prove(name, wait),
      (problem) => {
        this.#answer(session, problem);
        const { account } = session;
        if (problem !== null || account === null) return;
        if (character !== undefined) play(this.#game, session, character);
        if (version >= 2) this.#giveToken(session, account, given === "" ? account.key : given);
      },
    );
  }

  #answer(session: Session, problem: string | null): void {
    session.send(
      "Char.Login.Result",
      [],
      problem === null ? { success: true } : { success: false, message: stripMarkup(problem) },
      "answer",
    );
  }

  #giveToken(session: Session, account: Account, name: string): void {
    if (this.#forgetful.has(session) || account.isGuest) return;
    const isSecure = session.flags.SSL === true;
    const token = issueLoginToken(account, { isSecure, now: this.#game.clock.now() });
    session.send("Char.Login.Token", [], { account: name, token, secure_only: isSecure }, "answer");
  }

  #sendPage(session: Session, account: string, provider: string): void {
    if (session.isLoggedIn) return this.#answer(session, alreadyIn);
    const page = this.#parts.signIn.page?.({ session, account, provider: provider === "" ? null : provider });
    if (page === null || page === undefined)
      return this.#answer(session, "There is no page for that sign-in. Log in by typing instead.");
    if (parseWebAddress(page.url) === null)
      throw new RangeError("the page of a sign-in must have an address that begins with http:// or https://");
    return session.send("Char.Login.URL", [], { ...page }, "answer");
  }

  async #redeem(session: Session, grant: CodeGrant, wait: Wait): Promise<Authenticated> {
    const { accounts, logger } = this.#game;
    const { accountOf } = this.#parts.signIn;
    const refusal = accounts.returnRefusal(session);
    if (refusal !== null) return { ok: false, problem: refusal };
    if (this.#provider === null || accountOf === undefined)
      return { ok: false, problem: "No provider is asked here. Log in by typing instead." };
    const redeemed = await wait(this.#provider.redeem(grant));
    if (redeemed.kind === "unreachable") {
      logger.error("the provider of sign-ins could not be asked", { reason: redeemed.reason });
      return { ok: false, problem: "That could not be checked just now. Try again, or log in by typing." };
    }
    if (redeemed.kind === "refused") {
      accounts.noteWrongToken(session);
      return { ok: false, problem: words.loginExpired };
    }
    const account = accountOf(redeemed.identity, this.#game);
    return account === null
      ? { ok: false, problem: "You have signed in, but have no account here. Make one with create." }
      : { ok: true, account };
  }
}

const alreadyIn = "You are logged in already.";

function play(game: Game, session: Session, character: string): void {
  const name = foldName(character.trim());
  const target = session.account?.characters.find(({ key }) => foldName(key) === name);
  if (target === undefined) return session.msg("You have no such character.");
  if (target === session.puppet) return undefined;
  const result = game.puppets.enter(session, target);
  return result.ok ? undefined : session.msg(result.problem);
}
