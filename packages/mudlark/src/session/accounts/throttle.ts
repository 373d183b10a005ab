import type { Clock } from "../../base/clock.ts";

export interface ThrottleLimit {
  /** How many attempts; null switches the throttle off. */
  readonly max: number | null;
  /** Seconds for which a full list blocks, from its newest attempt on. */
  readonly window: number;
}

/** When it was, in milliseconds since 1970, and what it was about, such as the name of an account. */
export type Attempt = readonly [time: number, about: string];

/** All that is counted, by key. */
export type Attempts = Readonly<Record<string, readonly Attempt[]>>;

/** Where the counters live between two runs of the world. */
export interface ThrottleStorage {
  read(): Attempts;
  write(attempts: Attempts): void;
}

/**
 * Counts attempts per key, such as an address, and says when there were too many (`sessions.md` §7.2). A blocked
 * attempt adds nothing. The counters outlive reloads and crashes.
 */
export class Throttle {
  readonly #clock: Clock;
  readonly #storage: ThrottleStorage;
  readonly #limit: () => ThrottleLimit;

  constructor(clock: Clock, storage: ThrottleStorage, limit: () => ThrottleLimit) {
    this.#clock = clock;
    this.#storage = storage;
    this.#limit = limit;
  }

  isBlocked(key: string): boolean {
    const { max } = this.#limit();
    if (max === null) return false;
    return this.#recent(this.#storage.read()[key] ?? []).length >= max;
  }

  /**
   * Counts one attempt; true when this one starts a block.
   *
   * @param about what {@link forgive} can forget it by
   */
  count(key: string, about = ""): boolean {
    const { max } = this.#limit();
    if (max === null || this.isBlocked(key)) return false;
    const attempt: Attempt = [this.#clock.now(), about];
    const attempts = [...this.#recent(this.#storage.read()[key] ?? []), attempt].slice(-max);
    this.#write(key, attempts);
    return attempts.length >= max;
  }

  /** Forgets what a key tried about one thing: it has succeeded there. */
  forgive(key: string, about: string): void {
    const before = this.#storage.read()[key] ?? [];
    const others = before.filter(([, of]) => of !== about);
    if (others.length < before.length) this.#write(key, others);
  }

  #write(key: string, attempts: readonly Attempt[]): void {
    const live = Object.entries(this.#storage.read())
      .map(([other, theirs]) => [other, this.#recent(theirs)] as const)
      .filter(([other, theirs]) => theirs.length > 0 && other !== key);
    const own = attempts.length === 0 ? [] : [[key, attempts] as const];
    this.#storage.write(Object.fromEntries([...live, ...own]));
  }

  /** A list is forgotten as a whole, its window after the newest attempt. */
  #recent(attempts: readonly Attempt[]): readonly Attempt[] {
    const newest = attempts.at(-1)?.[0];
    const expired = newest === undefined || newest + this.#limit().window * 1000 <= this.#clock.now();
    return expired ? [] : attempts;
  }
}
