import type { CompiledLock } from "./compiled-lock.ts";

/** One stored entry of a lock string. */
export interface StoredLock {
  /** In lower case; empty when not even that could be read. */
  readonly accessType: string;
  /** The whole entry, `edit:id(5) or perm(Admin)`. */
  readonly text: string;
  /** Null when the entry cannot be read: it is kept as it is, and counts as closed. */
  readonly compiled: CompiledLock | null;
}

/** The locks of one text, shared by every entity that has the same. */
export class LockSet {
  readonly text: string;
  readonly #locks = new Map<string, StoredLock>();

  constructor(text: string, locks: Iterable<StoredLock>) {
    this.text = text;
    for (const lock of locks) this.#locks.set(lock.accessType, lock);
  }

  /** @param accessType any case */
  get(accessType: string): StoredLock | undefined {
    return this.#locks.get(accessType) ?? this.#locks.get(accessType.toLowerCase());
  }

  /** All entries, sorted by access type. */
  all(): StoredLock[] {
    return [...this.#locks.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
  }
}

/** The lock string of these entries. */
export function textOfLocks(locks: Iterable<StoredLock>): string {
  return Array.from(locks, (lock) => lock.text)
    .sort()
    .join(";");
}
