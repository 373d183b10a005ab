import type { EntityRecord } from "./entity-record.ts";

/** Records by something they share. Most groups are of one, which then stands there without a set. */
export class RecordGroups<K> {
  readonly #groups = new Map<K, EntityRecord | Set<EntityRecord>>();

  /** By id. */
  of(key: K): readonly EntityRecord[] {
    const found = this.#groups.get(key);
    if (found === undefined) return [];
    return found instanceof Set ? [...found].sort((a, b) => a.id - b.id) : [found];
  }

  /** In no order. @param passes is asked once for each key */
  *where(passes: (key: K) => boolean): Generator<EntityRecord> {
    for (const [key, found] of this.#groups) {
      if (!passes(key)) continue;
      if (found instanceof Set) yield* found;
      else yield found;
    }
  }

  has(key: K, record: EntityRecord): boolean {
    const found = this.#groups.get(key);
    return found instanceof Set ? found.has(record) : found === record;
  }

  /** In no order. */
  *[Symbol.iterator](): Generator<readonly [key: K, record: EntityRecord]> {
    for (const [key, found] of this.#groups) {
      if (!(found instanceof Set)) yield [key, found];
      else for (const record of found) yield [key, record];
    }
  }

  add(key: K, record: EntityRecord): void {
    const known = this.#groups.get(key);
    if (known === undefined) this.#groups.set(key, record);
    else if (known instanceof Set) known.add(record);
    else if (known !== record) this.#groups.set(key, new Set([known, record]));
  }

  remove(key: K, record: EntityRecord): void {
    const known = this.#groups.get(key);
    if (known === record) this.#groups.delete(key);
    else if (known instanceof Set && known.delete(record) && known.size === 0) this.#groups.delete(key);
  }
}
