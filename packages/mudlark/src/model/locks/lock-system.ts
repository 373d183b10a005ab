import { messageOf } from "../../base/errors.ts";
import type { SessionId } from "../../base/session-id.ts";
import { type PermissionTest, permissionTest } from "../permissions/permission-test.ts";
import { CompiledLock } from "./compiled-lock.ts";
import type { LockEntry, LockExpression } from "./lock-expression.ts";
import type { LockWorld } from "./lock-function.ts";
import { longestLock, parseLockExpression, parseLocks } from "./lock-parser.ts";
import { printLockExpression } from "./lock-printer.ts";
import { LockRegistry } from "./lock-registry.ts";
import { LockSet, type StoredLock } from "./lock-set.ts";
import { LockSyntaxError } from "./lock-syntax-error.ts";
import type { LockSubject } from "./lock-subject.ts";
import { splitLocks } from "./split-locks.ts";
import { stockLockFunctions } from "./stock-lock-functions.ts";

export interface LockCheckOptions {
  /** The answer when nothing is said about that access type. Default false. */
  readonly default?: boolean;
  /** Are superusers asked like everybody else? Default false. */
  readonly noSuperuserBypass?: boolean;
  /** The session that acts; default that of the turn. */
  readonly session?: SessionId | null;
}

export interface LockTextOptions extends LockCheckOptions {
  /** Looks at this entry only; the default is that every entry must pass. */
  readonly accessType?: string;
}

/** How many texts are remembered before all are forgotten; entities keep what they use. */
const mostInterned = 20_000;

/** Also true of a text without anything in it. */
const hasAccessType = /^[\s;]*(?:$|[\p{L}_][\p{L}\p{N}_-]*\s*:)/u;
const nobody: LockSubject = Object.freeze({});
const noOptions: LockCheckOptions = Object.freeze({});

/** The locks of one world: what functions there are, and every text that was compiled. */
export class LockSystem {
  readonly registry = new LockRegistry();
  readonly #world: LockWorld;
  readonly #sets = new Map<string, LockSet>();
  readonly #compiled = new Map<string, CompiledLock>();
  readonly #parsed = new Map<string, readonly StoredLock[]>();
  readonly #permissions = new Map<string, PermissionTest>();

  constructor(world: LockWorld) {
    this.#world = world;
    for (const [name, lockFunction] of stockLockFunctions) this.registry.register(name, lockFunction);
  }

  /** Reads what a person or a program wrote. @throws LockSyntaxError; unknown functions are such errors too */
  parse(text: string): readonly StoredLock[] {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const locks = parseLocks(text, (name) => this.registry.has(name)).map((entry) => this.#store(entry));
    // As they are stored they have blanks that the given text may lack, and must be readable still.
    if (locks.some((lock) => lock.text.length > longestLock)) {
      throw new LockSyntaxError(text, longestLock, `a lock may have at most ${longestLock} letters`);
    }
    remember(this.#parsed, text, locks);
    return locks;
  }

  /** Reads a condition without an access type. @throws LockSyntaxError */
  parseExpression(text: string): LockExpression {
    return parseLockExpression(text, (name) => this.registry.has(name));
  }

  /** A stored entry of these parts. */
  store(accessType: string, expression: LockExpression): StoredLock {
    return this.#store({ accessType, expression });
  }

  /** Reads what the store holds. Never throws: what cannot be read is kept, counts as closed, and is reported. */
  read(text: string): LockSet {
    const known = this.#sets.get(text);
    if (known !== undefined) return known;
    const set = new LockSet(text, this.#readEntries(text));
    remember(this.#sets, text, set);
    return set;
  }

  /** Forgets what is known about a text, so that it is read and reported again. */
  forget(text: string): void {
    for (const { text: entry } of this.read(text).all())
      this.#compiled.delete(entry.slice(entry.indexOf(":") + 1));
    this.#sets.delete(text);
  }

  /** May they do that to it? @param accessor null is somebody of whom nothing is known */
  check(
    set: LockSet,
    accessor: LockSubject | null,
    accessed: LockSubject,
    accessType: string,
    options: LockCheckOptions = noOptions,
  ): boolean {
    const lock = set.get(accessType);
    if (lock === undefined && options.default === true) return true;
    const session = options.session ?? this.#world.actingSession();
    const context = { world: this.#world, accessType, session };
    if (lock?.compiled?.check(accessor ?? nobody, accessed, context) === true) return true;
    // Asked last: nearly all locks let nearly everybody pass, and this takes longer than most of them.
    return options.noSuperuserBypass !== true && this.bypasses(accessor, session);
  }

  /**
   * Checks a lock that no entity holds: `perm(Admin)`, or entries that must all pass.
   *
   * @throws LockSyntaxError
   */
  checkText(
    text: string,
    accessor: LockSubject | null,
    accessed: LockSubject,
    options: LockTextOptions = noOptions,
  ): boolean {
    const set = this.#readText(text);
    if (options.accessType !== undefined)
      return this.check(set, accessor, accessed, options.accessType, options);
    const locks = set.all();
    if (locks.length === 0) {
      const session = options.session ?? this.#world.actingSession();
      return (
        (options.noSuperuserBypass !== true && this.bypasses(accessor, session)) || (options.default ?? false)
      );
    }
    return locks.every(({ accessType }) => this.check(set, accessor, accessed, accessType, options));
  }

  /** Is it a superuser who has not put that aside (`world.md` §7.1)? Computed at every check. */
  bypasses(accessor: LockSubject | null, session: SessionId | null): boolean {
    if (accessor === null) return false;
    const account =
      accessor.kind === "object"
        ? this.#world.accountOf(accessor)
        : accessor.kind === "account"
          ? accessor
          : null;
    return account?.isSuperuser === true && !this.#world.isQuelled(accessor, session);
  }

  /** Would `perm(...)` let them pass? Superusers pass. */
  hasPermission(accessor: LockSubject, permission: string, options: LockCheckOptions = noOptions): boolean {
    const session = options.session ?? this.#world.actingSession();
    if (options.noSuperuserBypass !== true && this.bypasses(accessor, session)) return true;
    let test = this.#permissions.get(permission);
    if (test === undefined) {
      test = permissionTest(permission, this.#world.hierarchy);
      remember(this.#permissions, permission, test);
    }
    return test(accessor, session, this.#world);
  }

  #readEntries(text: string): StoredLock[] {
    return splitLocks(text).map(({ accessType, text: entryText }) => {
      try {
        const [entry] = parseLocks(entryText);
        if (entry !== undefined) return this.#store(entry);
      } catch (error) {
        this.#world.reportLock(`A stored lock counts as closed: ${messageOf(error)}`, { lock: entryText });
      }
      return { accessType, text: entryText, compiled: null };
    });
  }

  #readText(text: string): LockSet {
    const key = `text ${text}`;
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const entries = hasAccessType.test(text)
      ? this.parse(text)
      : [this.store("access", this.parseExpression(text))];
    const set = new LockSet(text, entries);
    remember(this.#sets, key, set);
    return set;
  }

  #store({ accessType, expression }: LockEntry): StoredLock {
    const text = printLockExpression(expression);
    return { accessType, text: `${accessType}:${text}`, compiled: this.#compile(text, expression) };
  }

  #compile(text: string, expression: LockExpression): CompiledLock {
    const known = this.#compiled.get(text);
    if (known !== undefined) return known;
    const compiled = new CompiledLock(expression, this.registry, this.#world);
    remember(this.#compiled, text, compiled);
    return compiled;
  }
}

function remember<T>(cache: Map<string, T>, key: string, value: T): void {
  if (cache.size >= mostInterned) cache.clear();
  cache.set(key, value);
}
