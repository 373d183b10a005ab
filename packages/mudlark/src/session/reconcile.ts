import { escapeMarkup } from "../text/markup/plain-text.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { Account } from "./accounts/account.ts";
import type { Entrance } from "./entrance.ts";
import type { Puppets } from "./puppets.ts";
import type { Session } from "./session.ts";
import type { SessionMode } from "./session-mode.ts";
import type { Sessions } from "./sessions.ts";
import { words } from "./words.ts";

interface Reconciled {
  readonly sessions: Sessions;
  readonly puppets: Puppets;
  readonly entrance: Entrance;
}

/**
 * Brings the sessions of an account into a state that the mode allows. Between two worlds the mode may have changed, or
 * a login may have been cut in half (`sessions.md` §8.7). Whoever typed last keeps what they have.
 */
export function reconcile(account: Account, mode: SessionMode, world: Reconciled): void {
  const latestFirst = world.sessions
    .ofAccount(account)
    .toSorted((a, b) => b.counters.cmdLastVisible - a.counters.cmdLastVisible || b.id - a.id);
  const [latest, ...others] = latestFirst;
  if (latest === undefined) return;
  if (mode === 0) {
    for (const other of others) world.entrance.end(other, "displaced", words.loginDisplaced);
  } else if (mode === 1) {
    for (const other of others) if (other.puppet !== latest.puppet) follow(other, latest.puppet, world);
  } else if (mode === 2) {
    separate(latestFirst, world);
  }
  limit(account, latestFirst, world);
}

function follow(session: Session, puppet: WorldObject | null, world: Reconciled): void {
  const result = puppet === null ? null : world.puppets.enter(session, puppet);
  if (result?.ok !== true) release(session, result?.problem ?? null, world);
}

/** One session for each puppet. */
function separate(latestFirst: readonly Session[], { puppets, entrance }: Reconciled): void {
  const held = new Set<WorldObject>();
  for (const session of latestFirst) {
    const { puppet } = session;
    if (puppet === null || !held.has(puppet)) {
      if (puppet !== null) held.add(puppet);
      continue;
    }
    session.msg(words.puppetTakenOver(escapeMarkup(puppet.key)));
    puppets.leave(session, "", { handover: true });
    entrance.showOutOfCharacter(session);
  }
}

function limit(account: Account, latestFirst: readonly Session[], world: Reconciled): void {
  const most = world.puppets.mostFor(account);
  if (most === null) return;
  const held = new Set<WorldObject>();
  for (const session of latestFirst) {
    const { puppet } = session;
    if (puppet === null || session.isClosed) continue;
    if (held.has(puppet) || held.size < most) held.add(puppet);
    else release(session, words.puppetLimit(most), world);
  }
}

function release(session: Session, why: string | null, { puppets, entrance }: Reconciled): void {
  if (why !== null) session.msg(why);
  puppets.leave(session, "");
  entrance.showOutOfCharacter(session);
}
