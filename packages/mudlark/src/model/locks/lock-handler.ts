import type { LockExpression } from "./lock-expression.ts";
import { lockJoin } from "./lock-expression.ts";
import { printLockExpression } from "./lock-printer.ts";
import { type LockSet, type StoredLock, textOfLocks } from "./lock-set.ts";
import type { LockSubject } from "./lock-subject.ts";
import type { LockCheckOptions, LockSystem, LockTextOptions } from "./lock-system.ts";

/** Where the lock string of an entity is kept. Writing is undone when the turn fails. */
export interface LockStorage {
  readLocks(): string | null;
  writeLocks(text: string | null): void;
  /** One entry has taken the place of another one unasked. */
  noteOverwritten(before: string, after: string): void;
}

export interface AddLocksOptions {
  /** Is it meant that entries take the place of others? Then nothing is logged. Default false. */
  readonly overwrite?: boolean;
}

/**
 * Who may do what to an entity (`world.md` §7).
 *
 * @example
 * chest.locks.add("get:false();open:holds(brass key) or perm(Builder)");
 * chest.locks.check(ann, "open");
 */
export class LockHandler {
  readonly #owner: LockSubject;
  readonly #system: LockSystem;
  readonly #storage: LockStorage;
  #set: LockSet | null = null;

  constructor(owner: LockSubject, system: LockSystem, storage: LockStorage) {
    this.#owner = owner;
    this.#system = system;
    this.#storage = storage;
  }

  /**
   * Adds entries. One whose access type is there already takes its place, and the log warns of that, unless it is
   * meant so or the entity is only being made.
   *
   * @throws LockSyntaxError
   */
  add(locks: string | readonly string[], { overwrite = false }: AddLocksOptions = {}): void {
    const text = typeof locks === "string" ? locks : locks.join(";");
    const merged = new Map(this.#locks().map((lock) => [lock.accessType, lock]));
    for (const lock of this.#system.parse(text)) {
      const before = merged.get(lock.accessType);
      merged.set(lock.accessType, lock);
      if (before === undefined || before.text === lock.text || overwrite) continue;
      this.#storage.noteOverwritten(before.text, lock.text);
    }
    this.#write([...merged.values()]);
  }

  /** Puts these entries in the place of all that are there. @throws LockSyntaxError; then nothing changes */
  replace(locks: string): void {
    const replaced = new Map(this.#system.parse(locks).map((lock) => [lock.accessType, lock]));
    this.#write([...replaced.values()]);
  }

  /** The entry of that access type as text, or the whole lock string; "" when there is none. */
  get(accessType?: string): string {
    if (accessType === undefined) return textOfLocks(this.#locks());
    return this.#read().get(accessType)?.text ?? "";
  }

  /** Every entry as text, sorted by access type. */
  all(): string[] {
    return this.#locks().map((lock) => lock.text);
  }

  has(accessType: string): boolean {
    return this.#read().get(accessType) !== undefined;
  }

  /** @returns was there such an entry? */
  remove(accessType: string): boolean {
    const removed = this.#read().get(accessType);
    if (removed === undefined) return false;
    this.#write(this.#locks().filter((lock) => lock !== removed));
    return true;
  }

  clear(): void {
    this.#write([]);
  }

  /** Reads the stored text again, and reports again what is wrong with it. */
  reset(): void {
    this.#set = null;
    this.#system.forget(this.#storage.readLocks() ?? "");
  }

  /**
   * Joins one more condition to an entry, unless it is part of it already. Without such an entry the condition
   * becomes one.
   *
   * @throws LockSyntaxError
   */
  append(accessType: string, condition: string, operator: "and" | "or" = "or"): void {
    const added = this.#system.parseExpression(condition);
    const present = this.#read().get(accessType)?.compiled?.expression;
    if (present === undefined) {
      this.add(`${accessType}:${printLockExpression(added)}`);
      return;
    }
    const terms = present.kind === operator ? present.terms : [present];
    if (terms.some((term) => isSame(term, added))) return;
    const joined = printLockExpression(lockJoin(operator, [...terms, added]));
    this.add(`${accessType}:${joined}`, { overwrite: true });
  }

  /** May they do that? @param accessor null is somebody of whom nothing is known */
  check(accessor: LockSubject | null, accessType: string, options?: LockCheckOptions): boolean {
    return this.#system.check(this.#read(), accessor, this.#owner, accessType, options);
  }

  /**
   * Checks a lock that the entity does not hold, with or without access types.
   *
   * @throws LockSyntaxError
   */
  checkString(accessor: LockSubject | null, text: string, options?: LockTextOptions): boolean {
    return this.#system.checkText(text, accessor, this.#owner, options);
  }

  toString(): string {
    return this.get();
  }

  #read(): LockSet {
    const text = this.#storage.readLocks() ?? "";
    if (this.#set?.text !== text) this.#set = this.#system.read(text);
    return this.#set;
  }

  #locks(): StoredLock[] {
    return this.#read().all();
  }

  #write(locks: readonly StoredLock[]): void {
    const text = textOfLocks(locks);
    if (text !== (this.#storage.readLocks() ?? "")) this.#storage.writeLocks(text === "" ? null : text);
  }
}

function isSame(a: LockExpression, b: LockExpression): boolean {
  return printLockExpression(a) === printLockExpression(b);
}
