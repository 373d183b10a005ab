import type { SessionId } from "../base/session-id.ts";
import type { SessionPatch, SessionState } from "../link/session-state.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "./accounts/account.ts";
import type { SessionMode } from "./session-mode.ts";
import { Session } from "./session.ts";
import type { SessionWorld } from "./session-world.ts";

/** What the sessions together need of the world. */
export type SessionsWorld = Omit<
  SessionWorld<Session>,
  "accountChanged" | "puppetChanged" | "replySessions"
> & {
  readonly mode: SessionMode;
};

/** Every live session, and who plays what through which. All links are derived from here, none is stored. */
export class Sessions {
  readonly #sessions = new Map<SessionId, Session>();
  readonly #members = new Map<Account, Set<Session>>();
  readonly #players = new Map<WorldObject, Set<Session>>();
  readonly #world: SessionsWorld;

  constructor(world: SessionsWorld) {
    this.#world = world;
  }

  get(id: SessionId): Session | undefined {
    return this.#sessions.get(id);
  }

  /** In the order of their ids. */
  all(options: { readonly includeUnloggedIn?: boolean } = {}): readonly Session[] {
    const sessions = [...this.#sessions.values()]
      .filter((session) => !session.isClosed)
      .toSorted((a, b) => a.id - b.id);
    return options.includeUnloggedIn === true ? sessions : sessions.filter((session) => session.isLoggedIn);
  }

  /** Says something to everybody, at the login screen too. */
  announceAll(text: string): void {
    for (const session of this.all({ includeUnloggedIn: true })) session.msg(text);
  }

  /** The sessions of an account, in the order of their ids. */
  ofAccount(account: Account): readonly Session[] {
    return [...(this.#members.get(account) ?? [])]
      .filter((session) => !session.isClosed)
      .sort((a, b) => a.id - b.id);
  }

  /** The sessions that play an object; the newest player is the last. */
  ofPuppet(puppet: WorldObject): readonly Session[] {
    return [...(this.#players.get(puppet) ?? [])];
  }

  /** The account behind an object; null when nobody plays it. */
  accountOf(puppet: WorldObject): Account | null {
    const players = this.#players.get(puppet);
    if (players === undefined) return null;
    for (const session of players) return session.account;
    return null;
  }

  isPlayed(puppet: WorldObject): boolean {
    return this.#players.has(puppet);
  }

  /** Accounts that have a session. */
  accounts(): readonly Account[] {
    return [...this.#members.keys()];
  }

  /** Everything that somebody plays. */
  puppets(): readonly WorldObject[] {
    return [...this.#players.keys()];
  }

  /** How the sessions of one account live together. */
  get mode(): SessionMode {
    return this.#world.mode;
  }

  /** The highest id that was ever seen here. */
  get highestId(): SessionId {
    return this.#highestId;
  }

  #highestId: SessionId = 0;

  add(state: SessionState): Session {
    const session = new Session(state, {
      requireTurn: () => this.#world.requireTurn(),
      later: (source, seconds, label, work) => this.#world.later(source, seconds, label, work),
      run: (source, line) => this.#world.run(source, line),
      now: () => this.#world.now(),
      logger: this.#world.logger,
      dialogs: () => this.#world.dialogs(),
      commandSets: this.#world.commandSets,
      defaultCommandSet: (source) => this.#world.defaultCommandSet(source),
      accountChanged: (changed, before) => move(this.#members, changed, before, changed.account),
      puppetChanged: (changed, before) => move(this.#players, changed, before, changed.puppet),
      replySessions: (asking, policy) => this.#replySessions(asking, policy),
    });
    this.#sessions.set(session.id, session);
    this.#highestId = Math.max(this.#highestId, session.id);
    return session;
  }

  update(id: SessionId, patch: SessionPatch): void {
    this.#sessions.get(id)?.takeUpdate(patch);
  }

  remove(session: Session): void {
    session.markClosed();
    this.#sessions.delete(session.id);
    move(this.#members, session, session.account, null);
    move(this.#players, session, session.puppet, null);
  }

  /** Mode 1: all of the account; mode 3: those that share the puppet; else the one that asks (`sessions.md` §8.3). */
  #replySessions(asking: Session, policy: boolean | "auto"): readonly Session[] {
    const { account, puppet } = asking;
    const sharing = puppet === null ? [asking] : this.ofPuppet(puppet);
    if (policy === true) return puppet === null && account !== null ? this.ofAccount(account) : sharing;
    if (policy === false) return [asking];
    if (this.#world.mode === 1 && account !== null) return this.ofAccount(account);
    return this.#world.mode === 3 ? sharing : [asking];
  }
}

/** Keeps an index of sessions in step: each key has the set of its sessions, and no key has an empty one. */
function move<K>(index: Map<K, Set<Session>>, session: Session, from: K | null, to: K | null): void {
  if (from !== null) {
    const members = index.get(from);
    members?.delete(session);
    if (members?.size === 0) index.delete(from);
  }
  if (to === null) return;
  const members = index.get(to) ?? new Set();
  members.add(session);
  index.set(to, members);
}
