import { escapeMarkup } from "../text/markup/plain-text.ts";
import { declared } from "../model/game-types.ts";
import type { Kernel } from "../model/kernel.ts";
import type { PuppetAccount, PuppetSession } from "../model/object/object-hooks.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "./accounts/account.ts";
import type { SessionMode } from "./session-mode.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";
import { words } from "./words.ts";

/** Borne by everything that is being played, so that a world that follows a crash finds who was left behind. */
export const playedTag = { key: "played", category: "mudlark" } as const;

export interface PuppetSettings {
  readonly mode: SessionMode;
  /** Characters that an account may play at once; null for any number. */
  readonly maxPuppets: number | null;
  /** The permission that `maxPuppets` does not bind. */
  readonly bypass: string;
}

export interface PuppetParts {
  readonly game: Kernel;
  readonly sessions: Sessions;
  readonly settings: PuppetSettings;
  /** Shows a player where they are while they play nothing. */
  showOutOfCharacter(session: Session): void;
  /** Calls off what the session's puppet was in the middle of. */
  callOff(session: Session): void;
  /** Ends a session whose client broke off, because another one has taken its place. */
  endReplaced(session: Session): void;
}

/** What became of the wish to play something. */
export type PuppetResult = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** Lets sessions play objects, and lets go of them again (`sessions.md` §4.3, §4.4, §8.2). */
export class Puppets {
  readonly #game: Kernel;
  readonly #sessions: Sessions;
  readonly #settings: PuppetSettings;
  readonly #parts: PuppetParts;

  constructor(parts: PuppetParts) {
    this.#game = parts.game;
    this.#sessions = parts.sessions;
    this.#settings = parts.settings;
    this.#parts = parts;
  }

  /** Lets a session play an object. A refusal changes nothing. */
  enter(session: Session, target: WorldObject): PuppetResult {
    const { account } = session;
    if (account === null) throw new TypeError(`session ${session.id} is not logged in`);
    const problem = this.#refusal(session, account, target);
    if (problem !== null) return { ok: false, problem };
    const { journal } = this.#game.turns;
    const before = journal.savepoint();
    const word = target.atPrePuppet(declared<PuppetAccount>(account), declared<PuppetSession>(session));
    if (word === false || typeof word === "string") {
      // It may have been placed in the world by then. What the hook has said stands: perhaps it says why.
      journal.rollbackTo(before);
      return { ok: false, problem: word || words.puppetDenied(nameOf(target)) };
    }
    const holders = this.#sessions.ofPuppet(target);
    const live = holders.filter((holder) => !holder.isLinkDead);
    const shares = (this.#settings.mode === 1 || this.#settings.mode === 3) && live.length > 0;
    if (!shares) for (const holder of holders) this.#handOver(holder, session, target);
    const followers = this.#followersOf(session, account, target);
    for (const mover of [session, ...followers]) this.leave(mover, "");
    this.#link(session, account, target, { shared: shares, handover: !shares && holders.length > 0 });
    if (shares) this.#tellSharing(session, live, target);
    for (const follower of followers)
      this.#link(follower, account, target, { shared: true, handover: false });
    if (!shares) this.#showWhereTheyAre(live);
    for (const holder of holders) if (holder.isLinkDead) this.#parts.endReplaced(holder);
    return { ok: true };
  }

  /** How many different things an account may play at once; null for any number. */
  mostFor(account: Account): number | null {
    const { maxPuppets, bypass } = this.#settings;
    return account.isSuperuser || account.permissions.check(bypass) ? null : maxPuppets;
  }

  /**
   * Lets a player go out of character, in mode 1 with every session of the account.
   *
   * @returns the sessions that play nothing any more because of it; empty when there was nothing to leave
   */
  goOut(session: Session): readonly Session[] {
    const { puppet, account } = session;
    if (puppet === null || account === null) return [];
    const leaving = this.#settings.mode === 1 ? this.#sessions.ofPuppet(puppet) : [session];
    account.setLastPuppet(puppet);
    for (const each of leaving) this.leave(each, "");
    return leaving;
  }

  /** Lets a session's puppet go; nothing happens when it has none. The reason is shown to the room, if any. */
  leave(session: Session, reason: string, options: { readonly handover?: boolean } = {}): void {
    const { puppet, account } = session;
    if (puppet === null) return;
    this.#parts.callOff(session);
    puppet.atPreUnpuppet({ session: declared<PuppetSession>(session) });
    session.setPuppet(null);
    const handover = options.handover ?? false;
    if (!handover) this.#unmark(puppet);
    puppet.atPostUnpuppet(declared<PuppetAccount | null>(account), declared<PuppetSession>(session), {
      reason,
      handover,
    });
    this.#game.signals.emit("objectUnpuppeted", { object: puppet, account, session: session.id, handover });
  }

  /** Lets a session's puppet go without its hooks, which have failed. */
  release(session: Session): void {
    const { puppet } = session;
    session.setPuppet(null);
    if (puppet !== null) this.#unmark(puppet);
  }

  #unmark(puppet: WorldObject): void {
    const { key, category } = playedTag;
    if (!this.#sessions.isPlayed(puppet)) puppet.tags.remove(key, { category });
  }

  #refusal(session: Session, account: Account, target: WorldObject): string | null {
    const name = nameOf(target);
    if (session.puppet === target) return words.puppetAlready(name);
    if (!target.access(account, "puppet", { session: session.id })) return words.puppetDenied(name);
    const owner = this.#sessions.accountOf(target);
    if (owner !== null && owner !== account) return words.puppetTaken(name);
    const most = this.mostFor(account);
    if (most === null) return null;
    return this.#puppetsAfter(session, account, target) > most ? words.puppetLimit(most) : null;
  }

  /** In mode 1 all sessions of an account are one view, so the others go where one goes (`sessions.md` §8.1). */
  #followersOf(session: Session, account: Account, target: WorldObject): readonly Session[] {
    if (this.#settings.mode !== 1) return [];
    return this.#sessions.ofAccount(account).filter((other) => other !== session && other.puppet !== target);
  }

  /** Different puppets of the account, if the session played that one. */
  #puppetsAfter(session: Session, account: Account, target: WorldObject): number {
    const puppets = new Set<WorldObject>([target]);
    if (this.#settings.mode === 1) return puppets.size;
    for (const other of this.#sessions.ofAccount(account)) {
      if (other !== session && other.puppet !== null) puppets.add(other.puppet);
    }
    return puppets.size;
  }

  /** From one session of an account to another: the character stays where it is and the room hears nothing. */
  #handOver(holder: Session, taker: Session, target: WorldObject): void {
    taker.msg(words.puppetTaking(nameOf(target)));
    if (!holder.isClosed) holder.msg(words.puppetTakenOver(nameOf(target)));
    this.leave(holder, "", { handover: true });
  }

  /** In mode 0 they are about to be closed. */
  #showWhereTheyAre(dispossessed: readonly Session[]): void {
    if (this.#settings.mode === 0) return;
    for (const session of dispossessed) if (!session.isClosed) this.#parts.showOutOfCharacter(session);
  }

  #tellSharing(session: Session, holders: readonly Session[], target: WorldObject): void {
    session.msg(words.puppetSharing(nameOf(target)));
    for (const holder of holders) holder.msg(words.puppetShared(nameOf(target)));
  }

  #link(
    session: Session,
    account: Account,
    target: WorldObject,
    how: { readonly shared: boolean; readonly handover: boolean },
  ): void {
    session.setPuppet(target);
    target.tags.add(playedTag.key, { category: playedTag.category });
    target.atPostPuppet({
      account: declared<PuppetAccount>(account),
      session: declared<PuppetSession>(session),
      ...how,
    });
    account.setLastPuppet(target);
    this.#game.signals.emit("objectPuppeted", { object: target, account, session: session.id, ...how });
  }
}

function nameOf(target: WorldObject): string {
  return escapeMarkup(target.key);
}
