import type { Logger } from "../base/logger.ts";
import type { CommandDispatcher } from "../command/run/dispatcher.ts";
import type { Kernel } from "../model/kernel.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "./accounts/account.ts";
import type { Accounts } from "./accounts/accounts.ts";
import type { Bans } from "./accounts/bans.ts";
import type { Puppets } from "./puppets.ts";
import type { ReturnTickets } from "./return-tickets.ts";
import type { SessionMode } from "./session-mode.ts";
import type { Session } from "./session.ts";
import "./session-signals.ts";
import type { Sessions } from "./sessions.ts";
import { words } from "./words.ts";

interface EntranceSettings {
  readonly mode: SessionMode;
  readonly autoPuppet: boolean;
  readonly maxSessions: number;
}

export interface EntranceParts {
  readonly game: Kernel;
  readonly sessions: Sessions;
  readonly puppets: Puppets;
  readonly accounts: Accounts;
  readonly bans: Bans;
  readonly tickets: ReturnTickets;
  readonly dispatcher: CommandDispatcher;
  readonly settings: EntranceSettings;
  readonly logger: Logger;
  /** Shows a player where they are while they play nothing. */
  showOutOfCharacter(session: Session): void;
}

/** Lets players in and out (`sessions.md` §4.2, §4.5, §8.1). Runs inside turns. */
export class Entrance {
  readonly #parts: EntranceParts;

  constructor(parts: EntranceParts) {
    this.#parts = parts;
  }

  /**
   * Logs a session in to an account that has proved itself, and brings it into the game.
   *
   * @returns what to tell the player when the login is refused, else null
   */
  logIn(session: Session, account: Account): string | null {
    const { logger } = this.#parts;
    if (session.isLoggedIn) return null;
    const { accounts, bans } = this.#parts;
    if (bans.ofName(account.key) !== null || bans.ofAddress(session.address) !== null) {
      logger.security("a banned login was refused", { account: account.key, address: session.address });
      return words.loginBanned;
    }
    const refusal = this.#letIn(session, account);
    if (refusal !== null && account.isGuest) accounts.delete(account, { keepCharacters: false });
    return refusal;
  }

  /** Gives an account a new password, without asking for the old one: whoever knew that is out, in every session. */
  replacePassword(account: Account, passwordHash: string): void {
    account.setPasswordHash(passwordHash);
    account.setSshKeys([]);
    account.setLoginTokens([]);
    account.atPasswordChange();
    this.#parts.tickets.revoke(account.id);
    for (const session of this.#parts.sessions.ofAccount(account)) {
      this.end(session, "passwordSet", words.passwordReplaced);
    }
  }

  /** The password has changed: whoever is in by the old one may stay, but not come back without the new one. */
  revokeResumption(account: Account, except: Session): void {
    this.#parts.tickets.revoke(account.id);
    account.setLoginTokens([]);
    for (const session of this.#parts.sessions.ofAccount(account)) {
      if (session === except) continue;
      if (session.isLinkDead) this.end(session, "passwordSet", words.passwordReplaced);
      else session.change({ resumable: false });
    }
  }

  /** Sends every guest away: their accounts do not outlive a reset or a stop (`sessions.md` §7.4). */
  dismissGuests(): void {
    const { accounts, sessions } = this.#parts;
    for (const guest of accounts.guests()) {
      for (const session of sessions.ofAccount(guest)) this.end(session, "guestLeft", words.guestLeave);
      if (!guest.isDeleted) accounts.delete(guest, { keepCharacters: false });
    }
  }

  #letIn(session: Session, account: Account): string | null {
    const { game, sessions, settings, logger } = this.#parts;
    const others = sessions.ofAccount(account);
    const dead = others.filter((other) => other.isLinkDead);
    const surplus = settings.mode === 0 ? 0 : others.length + 1 - settings.maxSessions;
    if (surplus > dead.length) return words.loginFull;
    const word = account.atPreLogin(session);
    if (word === false || typeof word === "string") return word || words.loginBad;
    const isFirst = account.lastLogin === null;
    const now = game.clock.now();
    session.setAccount(account, now);
    account.noteLogin(now);
    if (isFirst) account.atFirstLogin();
    for (const other of dead.slice(0, Math.max(0, surplus))) this.#displace(other);
    const inherited =
      settings.mode < 2 ? (others.find((other) => other.puppet !== null)?.puppet ?? null) : null;
    const { address } = session;
    logger.info("logged in", {
      account: account.key,
      session: session.id,
      address,
      sessions: others.length + 1,
    });
    session.updateFlags(account.savedFlags);
    session.send("logged_in");
    account.atPostLogin(session);
    this.#bringIn(session, account, inherited);
    if (others.length === 0) game.signals.emit("accountFirstLogin", { account, session: session.id });
    game.signals.emit("accountLogin", { account, session: session.id });
    return null;
  }

  /** Shows the player where they are while they play nothing. */
  showOutOfCharacter(session: Session): void {
    this.#parts.showOutOfCharacter(session);
  }

  /**
   * Ends a session (`sessions.md` §4.5), whatever the hooks of the game do: a client that is gone must not stay.
   *
   * @param reason a code that is never shown, such as `quit` or `lost`
   * @param text what the player sees last; null when the client is gone already
   */
  end(session: Session, reason: string, text: string | null): void {
    const { game, sessions, puppets, dispatcher, logger } = this.#parts;
    if (session.isClosed || sessions.get(session.id) !== session) return;
    dispatcher.callOff(session, "disconnect");
    const { account } = session;
    if (account !== null) {
      const left = sessions.ofAccount(account).length - 1;
      logger.info("logged out", { account: account.key, session: session.id, reason, sessions: left });
      const isLeft = this.#try(session, () =>
        puppets.leave(session, reason === "lost" ? "connection lost" : ""),
      );
      if (!isLeft) puppets.release(session);
      this.#try(session, () => account.atDisconnect(reason, session));
      session.setAccount(null, null);
      this.#try(session, () => account.atPostDisconnect(session));
      if (left === 0) game.signals.emit("accountLastLogout", { account, session: session.id });
      game.signals.emit("accountLogout", { account, session: session.id, reason });
      if (left === 0 && account.isGuest) this.#parts.accounts.delete(account, { keepCharacters: false });
    }
    if (text !== null) session.close(reason, text);
    game.signals.emit("sessionClosed", { session: session.id, reason });
    // Whoever looks at it after this turn no longer finds it; until then, an undo must be able to.
    game.turns.requireTurn().onCommit(() => sessions.remove(session));
    session.markClosed();
    game.turns.journal.record(() => session.reopen());
  }

  /** Runs hooks at the end of a session. False when one of them failed; what they did is undone then. */
  #try(session: Session, hooks: () => void): boolean {
    const result = this.#parts.game.attempt(hooks);
    if (result.ok) return true;
    this.#parts.logger.error("a hook failed while a session ended", {
      session: session.id,
      error: result.error,
    });
    return false;
  }

  /**
   * Mode 0: the newest session is the only one, and what the old one played is handed to it. Mode 1: it joins the
   * others, wherever they are, and takes the place of those whose clients broke off.
   */
  #bringIn(session: Session, account: Account, inherited: WorldObject | null): void {
    const { settings, sessions } = this.#parts;
    const joins = settings.mode === 1 && sessions.ofAccount(account).length > 1;
    const enters = joins ? inherited !== null : settings.autoPuppet || account.isGuest;
    if (enters) this.#autoPuppet(session, account, inherited);
    else this.showOutOfCharacter(session);
    if (settings.mode > 1) return;
    for (const other of sessions.ofAccount(account)) {
      if (other !== session && (settings.mode === 0 || other.isLinkDead)) this.#displace(other);
    }
  }

  #displace(session: Session): void {
    this.end(session, "displaced", words.loginDisplaced);
  }

  #autoPuppet(session: Session, account: Account, inherited: WorldObject | null): void {
    const { puppets, sessions, settings } = this.#parts;
    const target = inherited ?? account.lastPuppet ?? this.#onlyFree(account);
    if (target === null) {
      if (account.hasLostPuppet) session.msg(words.puppetGone);
      return this.showOutOfCharacter(session);
    }
    const holders = sessions.ofPuppet(target);
    const busy = holders.some((holder) => holder.account === account && !holder.isLinkDead);
    if (busy && settings.mode === 2) return this.showOutOfCharacter(session);
    const result = puppets.enter(session, target);
    if (result.ok) return;
    session.msg(result.problem);
    this.showOutOfCharacter(session);
  }

  #onlyFree(account: Account): WorldObject | null {
    const [only = null, ...others] = account.characters;
    return only === null || others.length > 0 || this.#parts.sessions.isPlayed(only) ? null : only;
  }
}
