import type { SessionId } from "../../base/session-id.ts";
import type { PermissionHierarchy } from "../permissions/permission-hierarchy.ts";
import type { LockSubject } from "./lock-subject.ts";

/** What lock functions may ask the world. */
export interface LockWorld {
  readonly hierarchy: PermissionHierarchy;
  /** The account that plays the object now, or null. */
  accountOf(object: LockSubject): LockSubject | null;
  /** The object that the account plays: in that session, else in any that counts. */
  puppetOf(account: LockSubject, session: SessionId | null): LockSubject | null;
  /** Has the accessor put aside the powers of its account, in that session? */
  isQuelled(accessor: LockSubject, session: SessionId | null): boolean;
  /** Does a live session play it, or is it logged in? */
  isOnline(subject: LockSubject): boolean;
  /** A setting of the game, or undefined when there is none of that name. */
  setting(name: string): unknown;
  /** The session whose turn this is. */
  actingSession(): SessionId | null;
  /** Something is wrong with a lock; staff and the log should know. */
  reportLock(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** What is known about one check. */
export interface LockContext {
  readonly world: LockWorld;
  readonly accessType: string;
  /** The session that acts, or null when nobody's session does. */
  readonly session: SessionId | null;
}

/** What a call in a lock was given. */
interface LockArguments {
  /** The arguments without a name, in order. */
  readonly list: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

/** One call of a compiled lock: may `accessor` do that to `accessed`? */
export type LockTest = (accessor: LockSubject, accessed: LockSubject, context: LockContext) => boolean;

/**
 * A lock function, called once for each lock text that uses it; what it gives is called at each check. Whatever
 * throws there makes the check fail.
 *
 * @example
 * const strongerThan: LockFunction = ({ list: [least = "0"] }) => {
 *   const strength = Number(least);
 *   return (accessor) => Number(accessor.attributes?.get("strength")) > strength;
 * };
 */
export type LockFunction = (args: LockArguments, world: LockWorld) => LockTest;
