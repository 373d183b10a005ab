import type { Clock } from "../base/clock.ts";

export interface ThrottleLimit {
  /** How many attempts; null switches the throttle off. */
  readonly max: number | null;
  /** Seconds for which a full list blocks, from its newest attempt on. */
  readonly window: number;
}

/** Where the counters live between two runs of the world. */
export interface ThrottleStorage {
  read(): Readonly<Record<string, readonly number[]>>;
  write(attempts: Readonly<Record<string, readonly number[]>>): void;
}

/**
 * Counts attempts per key, such as an address, and says when there were too many (`sessions.md` §7.2). A blocked
 * attempt adds nothing and success clears nothing. The counters outlive reloads and crashes.
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

  /** Counts one attempt; true when this one starts a block. */
  count(key: string): boolean {
    const { max } = this.#limit();
    if (max === null || this.isBlocked(key)) return false;
    const live = Object.entries(this.#storage.read())
      .map(([other, times]) => [other, this.#recent(times)] as const)
      .filter(([other, times]) => times.length > 0 && other !== key);
    const times = [...this.#recent(this.#storage.read()[key] ?? []), this.#clock.now()].slice(-max);
    this.#storage.write(Object.fromEntries([...live, [key, times]]));
    return times.length >= max;
  }

  /** A list is forgotten as a whole, its window after the newest attempt. */
  #recent(times: readonly number[]): readonly number[] {
    const newest = times.at(-1);
    const expired = newest === undefined || newest + this.#limit().window * 1000 <= this.#clock.now();
    return expired ? [] : times;
  }
}

/** The key of an address: IPv6 networks count as one, for one customer owns all of a /64. */
export function throttleKey(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::", 2);
  const left = head === "" ? [] : head.split(":");
  if (tail === undefined) return left.slice(0, 4).join(":");
  const right = tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return [...left, ...zeros, ...right].slice(0, 4).join(":");
}
