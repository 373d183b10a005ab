import type { SessionId } from "../../base/session-id.ts";
import { noRank, type PermissionHierarchy } from "./permission-hierarchy.ts";

/** Who may have permissions: an object, which an account may play, or an account. */
interface PermissionSubject {
  readonly kind?: string;
  readonly permissions?: { all(): readonly string[] };
}

/** What the question depends on besides the permissions themselves. */
interface PermissionWorld {
  readonly hierarchy: PermissionHierarchy;
  accountOf(object: PermissionSubject): PermissionSubject | null;
  puppetOf(account: PermissionSubject, session: SessionId | null): PermissionSubject | null;
  isQuelled(accessor: PermissionSubject, session: SessionId | null): boolean;
}

/** Does somebody have a permission? */
export type PermissionTest = (
  subject: PermissionSubject,
  session: SessionId | null,
  world: PermissionWorld,
) => boolean;

/**
 * Prepares the question for one permission (`world.md` §7.3). A permission of the hierarchy is decided by the rank
 * of the account, or of an object that nobody plays; who has quelled gets the lower rank of account and puppet. Any
 * other permission is looked for by name on both.
 *
 * @param above must the rank be higher than that permission's? No rank is above a name outside the hierarchy.
 */
export function permissionTest(
  permission: string,
  hierarchy: PermissionHierarchy,
  above = false,
): PermissionTest {
  const wanted = hierarchy.rankOf(permission);
  if (wanted !== noRank) {
    const least = above ? wanted + 1 : wanted;
    return (subject, session, world) => rankIn(subject, session, world) >= least;
  }
  if (above) return () => false;
  const name = permission.trim().toLowerCase();
  return (subject, _session, world) => {
    if (holds(subject, name)) return true;
    const account = subject.kind === "object" ? world.accountOf(subject) : null;
    return account !== null && holds(account, name);
  };
}

/** The rank that counts for somebody now. */
function rankIn(subject: PermissionSubject, session: SessionId | null, world: PermissionWorld): number {
  const isObject = subject.kind === "object";
  const account = isObject ? world.accountOf(subject) : subject;
  if (account === null) return ownRank(subject, world);
  const rank = ownRank(account, world);
  const mayQuell = isObject || subject.kind === "account";
  if (!mayQuell || !world.isQuelled(subject, session)) return rank;
  const puppet = isObject ? subject : world.puppetOf(account, session);
  return puppet === null ? rank : Math.min(rank, ownRank(puppet, world));
}

function ownRank(subject: PermissionSubject, { hierarchy }: PermissionWorld): number {
  return hierarchy.highestRank(subject.permissions?.all() ?? []);
}

function holds(subject: PermissionSubject, name: string): boolean {
  return subject.permissions?.all().includes(name) ?? false;
}
