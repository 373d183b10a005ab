/** Chance as an object that is passed in, so that a test can repeat it. */
export interface Random {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
}

export const systemRandom: Random = { next: () => Math.random() };

/** The same seed gives the same numbers, for ever (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
    },
  };
}

/** A whole number from `low` to `high`, both included. */
export function integerBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random.next() * (high - low + 1));
}

/** One of the list; throws a `RangeError` when it is empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  if (list.length === 0) throw new RangeError("nothing to pick from");
  return list[integerBetween(random, 0, list.length - 1)] as T;
}
