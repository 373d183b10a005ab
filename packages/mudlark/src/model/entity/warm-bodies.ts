import type { Clock } from "../../base/clock.ts";
import type { EntityRecord, StoredBody } from "./entity-record.ts";
import type { TextSlab } from "./text-slab.ts";

export interface WarmBodiesOptions {
  readonly clock: Clock;
  readonly texts: TextSlab;
  /** How much memory touched bodies may take, as they estimate it themselves. */
  readonly limitBytes: number;
  /** Nothing may become text while a turn is at work with it. */
  readonly isBetweenTurns: () => boolean;
  /** Everything that has a body. */
  readonly records: () => Iterable<EntityRecord>;
}

/** Looked at in one go, so that nobody waits for it. */
const bodiesPerSlice = 300;
const recordsPerSlice = 5000;
/** Fold until this part of the limit is reached, so as not to begin again at once. */
const enough = 0.9;
/** When nothing more can be folded: try again after so much more of the limit. */
const patience = 1 / 16;
/** So much memory may be lost between texts before they are moved together. */
const spareBytes = 16 * 2 ** 20;

/**
 * The bodies that were touched. Above a limit those that nobody has used for the longest become text again, a few at a
 * time (`world.md` §3): what was used since the last look is passed over once, and what game code still holds a part
 * of is left alone. The entity itself stays the same instance; nothing leaves memory.
 */
export class WarmBodies {
  readonly #options: WarmBodiesOptions;
  readonly #records: EntityRecord[] = [];
  #bytes = 0;
  #threshold: number;
  /** The next to be looked at. */
  #hand = 0;
  /** Looked at since one was folded. */
  #fruitless = 0;
  #isPlanned = false;
  #moving: Iterator<EntityRecord> | null = null;

  constructor(options: WarmBodiesOptions) {
    this.#options = options;
    this.#threshold = options.limitBytes;
  }

  /** What the bodies take, estimated. */
  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#records.length;
  }

  /** A body was made of its text, or for a new entity. */
  opened(record: EntityRecord, body: StoredBody): void {
    this.#records.push(record);
    this.resized(body.bytes);
  }

  /** A body was estimated anew. */
  resized(difference: number): void {
    this.#bytes += difference;
    if (this.#bytes > this.#threshold) this.#plan();
  }

  /** Folds whatever can be, used or not. Returns how many became text; none during a turn. */
  foldAll(): number {
    if (!this.#options.isBetweenTurns()) return 0;
    const before = this.#records.length;
    for (let place = before - 1; place >= 0; place--) {
      const record = this.#records[place];
      record?.body?.cool();
      this.#look(place, true);
    }
    return before - this.#records.length;
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#options.clock.after(0, () => {
      this.#isPlanned = false;
      if (!this.#options.isBetweenTurns()) this.#plan();
      else if (this.#fold() || this.#moveTexts()) this.#plan();
    });
  }

  /** Returns whether there is more to do. */
  #fold(): boolean {
    const { limitBytes } = this.#options;
    const goal = limitBytes * enough;
    for (let looks = 0; looks < bodiesPerSlice && this.#bytes > goal; looks++) {
      if (this.#hand >= this.#records.length) this.#hand = 0;
      if (this.#look(this.#hand, false)) this.#fruitless = 0;
      else {
        this.#hand += 1;
        this.#fruitless += 1;
      }
      // Twice round: once to see who uses what, once to fold what nobody does.
      if (this.#fruitless > 2 * this.#records.length) break;
    }
    const isDone = this.#bytes <= goal || this.#fruitless > 2 * this.#records.length;
    if (!isDone) return true;
    this.#fruitless = 0;
    this.#threshold = Math.max(limitBytes, this.#bytes + limitBytes * patience);
    return false;
  }

  /** Returns whether the body there is gone from the list. */
  #look(place: number, isUrgent: boolean): boolean {
    const record = this.#records[place];
    const body = record?.body ?? null;
    if (record === undefined) return false;
    if (body !== null && !record.isDeleted) {
      if (body.isUsed && !isUrgent) {
        body.isUsed = false;
        body.cool();
        return false;
      }
      if (!body.isFoldable) return false;
      record.foldBody();
    }
    this.#bytes -= body?.bytes ?? 0;
    const last = this.#records.pop();
    if (last !== undefined && last !== record) this.#records[place] = last;
    return true;
  }

  /** Texts that are left over in a chunk of others that are gone move on. Returns whether there is more to do. */
  #moveTexts(): boolean {
    const { texts, records } = this.#options;
    const isWorthIt = texts.heldBytes > 2 * texts.liveBytes + spareBytes;
    this.#moving ??= isWorthIt ? records()[Symbol.iterator]() : null;
    if (this.#moving === null) return false;
    for (let moved = 0; moved < recordsPerSlice; moved++) {
      const next = this.#moving.next();
      if (next.done === true) {
        this.#moving = null;
        return false;
      }
      next.value.moveText();
    }
    return true;
  }
}
