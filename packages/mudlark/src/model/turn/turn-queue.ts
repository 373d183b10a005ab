/** Something that waits for its turn. */
export interface QueueEntry {
  readonly lane: string;
  /**
   * Gets past a blocked lane, before everything else in it: it is what the blocker itself waits for, or what follows
   * from an answer.
   */
  readonly passesBlock: boolean;
}

interface Lane<E> {
  readonly key: string;
  entries: E[];
  /** Index of the first entry that was not taken. */
  first: number;
  passing: E[];
  blocks: number;
  inRing: boolean;
}

/** Taken entries stay in front of an array until there are this many of them. */
const compactAfter = 64;

/**
 * Who is next: lanes take turns, and each lane is first come, first served. So a player who pastes a hundred lines
 * delays nobody else by more than one of them.
 */
export class TurnQueue<E extends QueueEntry> {
  readonly #lanes = new Map<string, Lane<E>>();
  /** Lanes that have an entry to give, in the order of their turns. */
  #ring: Lane<E>[] = [];
  #ringFirst = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(entry: E): void {
    const lane = this.#lane(entry.lane);
    if (entry.passesBlock) lane.passing.push(entry);
    else lane.entries.push(entry);
    this.#size += 1;
    this.#join(lane);
  }

  /** Takes the next entry, or null when there is none that may run. */
  next(): E | null {
    while (this.#ringFirst < this.#ring.length) {
      const lane = this.#ring[this.#ringFirst++] as Lane<E>;
      this.#compactRing();
      lane.inRing = false;
      const entry = take(lane);
      if (hasNext(lane)) this.#join(lane);
      else this.#forgetIfEmpty(lane);
      if (entry === undefined) continue;
      this.#size -= 1;
      return entry;
    }
    return null;
  }

  /** Entries of the lane wait until `unblock` was called as often as `block`; those that pass do not. */
  block(lane: string): void {
    this.#lane(lane).blocks += 1;
  }

  unblock(key: string): void {
    const lane = this.#lanes.get(key);
    if (lane === undefined || lane.blocks === 0) return;
    lane.blocks -= 1;
    this.#join(lane);
    this.#forgetIfEmpty(lane);
  }

  /** Takes out what nobody wants to run any more, and returns it. */
  remove(unwanted: (entry: E) => boolean): E[] {
    const removed: E[] = [];
    const keep = (entry: E): boolean => {
      if (!unwanted(entry)) return true;
      removed.push(entry);
      return false;
    };
    for (const lane of this.#lanes.values()) {
      lane.passing = lane.passing.filter(keep);
      lane.entries = lane.entries.slice(lane.first).filter(keep);
      lane.first = 0;
      this.#forgetIfEmpty(lane);
    }
    this.#size -= removed.length;
    return removed;
  }

  #lane(key: string): Lane<E> {
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = { key, entries: [], first: 0, passing: [], blocks: 0, inRing: false };
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  #join(lane: Lane<E>): void {
    if (lane.inRing || !hasNext(lane)) return;
    lane.inRing = true;
    this.#ring.push(lane);
  }

  /** Lanes of sessions that are gone must not pile up. */
  #forgetIfEmpty(lane: Lane<E>): void {
    const empty = lane.passing.length === 0 && lane.first === lane.entries.length;
    if (empty && lane.blocks === 0 && !lane.inRing) this.#lanes.delete(lane.key);
  }

  #compactRing(): void {
    if (this.#ringFirst === this.#ring.length) this.#ring.length = 0;
    else if (this.#ringFirst < compactAfter || this.#ringFirst * 2 < this.#ring.length) return;
    else this.#ring.splice(0, this.#ringFirst);
    this.#ringFirst = 0;
  }
}

function isMostlyTaken<E>({ first, entries }: Lane<E>): boolean {
  return first >= compactAfter && first * 2 >= entries.length;
}

function hasNext<E>(lane: Lane<E>): boolean {
  return lane.passing.length > 0 || (lane.blocks === 0 && lane.first < lane.entries.length);
}

function take<E>(lane: Lane<E>): E | undefined {
  if (lane.passing.length > 0) return lane.passing.shift();
  if (lane.blocks > 0 || lane.first === lane.entries.length) return undefined;
  const entry = lane.entries[lane.first++];
  if (lane.first === lane.entries.length || isMostlyTaken(lane)) {
    lane.entries.splice(0, lane.first);
    lane.first = 0;
  }
  return entry;
}
