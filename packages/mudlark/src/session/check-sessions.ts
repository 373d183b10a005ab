import type { SessionState } from "../link/session-state.ts";
import type { Game } from "../model/game.ts";
import { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "./accounts/account.ts";
import { playedTag } from "./puppets.ts";
import type { Session } from "./session.ts";
import "./session-facets.ts";

/** Something about sessions that should never be so. */
export interface SessionFault {
  /** Such as `session 12`, `account #3 (anna)` or `object #7 (Anna)`. */
  readonly about: string;
  /** What is wrong, as a sentence. */
  readonly problem: string;
}

/** What both processes must know alike. */
export type SessionFacts = Pick<SessionState, "id" | "uid" | "puid"> &
  Partial<Pick<SessionState, "revision">>;

/**
 * Looks whether sessions, accounts and puppets agree with each other and with the session mode: the invariants of
 * `sessions.md` §2 that can be seen at one moment. Between two turns all of them hold.
 *
 * @param connected the sessions as the gateway knows them, when nothing is on its way between the processes
 */
export function checkSessions(game: Game, connected?: readonly SessionFacts[]): readonly SessionFault[] {
  const sessions = game.sessions.all({ includeUnloggedIn: true });
  const accounts = new Set(game.sessions.accounts());
  for (const { account } of sessions) if (account !== null) accounts.add(account);
  const puppets = new Set([...game.sessions.puppets(), ...markedAsPlayed(game)]);
  return [
    ...sessions.flatMap((session) => about(`session ${session.id}`, ofSession(game, session))),
    ...[...accounts].flatMap((account) => about(nameOf(account), ofAccount(game, account, sessions))),
    ...[...puppets].flatMap((puppet) => about(nameOf(puppet), ofPuppet(game, puppet, sessions))),
    ...(connected === undefined ? [] : ofBothSides(sessions, connected)),
  ];
}

function ofSession(game: Game, session: Session): string[] {
  const { id, account, puppet, state } = session;
  const faults: string[] = [];
  if (!Number.isSafeInteger(id) || id <= 0 || id > game.sessions.highestId) {
    faults.push("Its number is none that was given out.");
  }
  if (game.sessions.get(id) !== session) faults.push("Another session is found under its number.");
  if ((account?.id ?? null) !== state.uid)
    faults.push(`It belongs to ${refOf(account)}, and notes #${state.uid}.`);
  if ((account === null) !== (state.loginTime === null)) {
    faults.push("Whether it is logged in and whether it has a time of login differ.");
  }
  if ((puppet?.id ?? null) !== state.puid)
    faults.push(`It plays ${refOf(puppet)}, and notes #${state.puid}.`);
  if (account?.isDeleted === true) faults.push("Its account was deleted.");
  if (puppet === null) return faults;
  if (puppet.isDeleted) faults.push("What it plays was deleted.");
  if (account === null) faults.push(`It plays ${puppet.ref} without being logged in.`);
  if (!game.sessions.ofPuppet(puppet).includes(session)) {
    faults.push(`${puppet.ref} does not list it among those who play it.`);
  }
  return faults;
}

function ofAccount(game: Game, account: Account, sessions: readonly Session[]): string[] {
  const faults: string[] = [];
  const own = sessions.filter((session) => session.account === account);
  if (!isSame(own, game.sessions.ofAccount(account))) {
    faults.push(`Its sessions are ${listOf(own)}, and it lists ${listOf(game.sessions.ofAccount(account))}.`);
  }
  if (account.isConnected !== own.length > 0) faults.push("Whether it is connected is answered wrongly.");
  const { mode } = game.sessions;
  if (mode === 0 && own.length > 1) faults.push(`It has ${own.length} sessions; mode 0 allows one.`);
  const puppets = new Set(own.map(({ puppet }) => puppet));
  if (mode === 1 && puppets.size > 1)
    faults.push("Its sessions play different things; in mode 1 they are one.");
  puppets.delete(null);
  const most = game.puppets.mostFor(account);
  if (most !== null && puppets.size > most)
    faults.push(`It plays ${puppets.size} things; it may play ${most}.`);
  return faults;
}

function ofPuppet(game: Game, puppet: WorldObject, sessions: readonly Session[]): string[] {
  const faults: string[] = [];
  const own = sessions.filter((session) => session.puppet === puppet);
  const listed = game.sessions.ofPuppet(puppet);
  if (!isSame(own, listed)) faults.push(`${listOf(own)} play it, and it lists ${listOf(listed)}.`);
  if (new Set(own.map(({ account }) => account)).size > 1) faults.push("More than one account plays it.");
  if (game.sessions.accountOf(puppet) !== (own[0]?.account ?? null)) {
    faults.push("It belongs to another account than those who play it.");
  }
  const { mode } = game.sessions;
  if ((mode === 0 || mode === 2) && own.length > 1) {
    faults.push(`${own.length} sessions play it; mode ${mode} allows one.`);
  }
  const { key, category } = playedTag;
  if (puppet.tags.has(key, { category }) !== own.length > 0) {
    faults.push(
      own.length > 0
        ? "It is played without being marked so."
        : "It is marked as played, and nobody plays it.",
    );
  }
  return faults;
}

/** Both processes have the same sessions, and know the same of each. */
function ofBothSides(
  sessions: readonly Session[],
  connected: readonly SessionFacts[],
): readonly SessionFault[] {
  const here = new Map(sessions.map((session) => [session.id, session]));
  const there = new Set(connected.map(({ id }) => id));
  return [
    ...sessions
      .filter(({ id }) => !there.has(id))
      .flatMap(({ id }) => about(`session ${id}`, ["The gateway has no such connection."])),
    ...connected.flatMap((state) => {
      const session = here.get(state.id);
      if (session === undefined) return about(`session ${state.id}`, ["Only the gateway knows of it."]);
      const { uid, puid, revision } = session.state;
      const isCurrent = state.revision === undefined || revision === state.revision;
      const agrees = uid === state.uid && puid === state.puid && isCurrent;
      return agrees ? [] : about(`session ${state.id}`, ["The gateway knows something else of it."]);
    }),
  ];
}

function markedAsPlayed(game: Game): readonly WorldObject[] {
  const bearers = game.tagIndex("object").bearersOf("tag", playedTag.key, playedTag.category);
  return Array.from(bearers, (record) => game.instanceOf(record)).filter(
    (entity) => entity instanceof WorldObject,
  );
}

function about(what: string, problems: readonly string[]): readonly SessionFault[] {
  return problems.map((problem) => ({ about: what, problem }));
}

function isSame(some: readonly Session[], others: readonly Session[]): boolean {
  return some.length === others.length && some.every((session) => others.includes(session));
}

function listOf(sessions: readonly Session[]): string {
  return sessions.length === 0 ? "no session" : sessions.map(({ id }) => `session ${id}`).join(", ");
}

function nameOf(entity: Account | WorldObject): string {
  return `${entity.kind} ${entity.ref} (${entity.key})`;
}

function refOf(entity: Account | WorldObject | null): string {
  return entity?.ref ?? "nothing";
}
