import { EntityRecord } from "../entity/entity-record.ts";
import { bodyOf } from "./body.ts";
import type { Declaration } from "./declared/declarations.ts";
import { FixedDate } from "./fixed-date.ts";
import type { RawValue } from "./raw-value.ts";

/** What values are compared as. */
export type IndexKey = null | boolean | number | string | bigint | EntityRecord;

export interface IndexRange<T> {
  readonly from?: T;
  readonly to?: T;
}

/** Who has which value of one declared attribute; entities without one of their own count with the default (I6). */
export class AttributeIndex {
  readonly declaration: Declaration;
  readonly #keys = new Map<EntityRecord, IndexKey>();
  readonly #byKey = new Map<IndexKey, Set<EntityRecord>>();
  /** Keys that were deleted: who has one of them has nothing, as reading it says. */
  readonly #gone = new Set<IndexKey>();
  /** Keys in order; null when one came or went since. */
  #sorted: IndexKey[] | null = null;

  constructor(declaration: Declaration) {
    this.declaration = declaration;
  }

  /** Takes up a record, or its new value. */
  update(record: EntityRecord): void {
    const key = indexKey(bodyOf(record).rawDeclared(this.declaration));
    if (this.#keys.get(record) === key && this.#keys.has(record)) return;
    this.remove(record);
    this.#keys.set(record, key);
    let same = this.#byKey.get(key);
    if (same === undefined) {
      this.#byKey.set(key, (same = new Set()));
      this.#sorted = null;
    }
    same.add(record);
    if (key instanceof EntityRecord && key.isDeleted) this.#gone.add(key);
  }

  remove(record: EntityRecord): void {
    const key = this.#keys.get(record);
    if (key === undefined) return;
    this.#keys.delete(record);
    const same = this.#byKey.get(key);
    same?.delete(record);
    if (same?.size !== 0) return;
    this.#byKey.delete(key);
    this.#gone.delete(key);
    this.#sorted = null;
  }

  /** Is it here under the value that it has? */
  isRight(record: EntityRecord): boolean {
    const key = indexKey(bodyOf(record).rawDeclared(this.declaration));
    return Object.is(this.#keys.get(record), key) && this.#byKey.get(key)?.has(record) === true;
  }

  /** All that are here. */
  records(): Iterable<EntityRecord> {
    return this.#keys.keys();
  }

  /** An entity that may be a value was deleted. */
  keyGone(key: EntityRecord): void {
    if (this.#byKey.has(key)) this.#gone.add(key);
  }

  /** Its deletion was undone. */
  keyBack(key: EntityRecord): void {
    this.#gone.delete(key);
  }

  has(record: EntityRecord): boolean {
    return this.#keys.has(record);
  }

  /** By id. */
  equalTo(key: IndexKey): EntityRecord[] {
    if (this.#gone.has(key)) return [];
    const keys = key === null ? [null, ...this.#gone] : [key];
    return keys.flatMap((one) => [...(this.#byKey.get(one) ?? [])]).sort((a, b) => a.id - b.id);
  }

  /** Both ends included; by value, then by id. Values of other types than the ends are left out. */
  between(from: IndexKey | undefined, to: IndexKey | undefined): EntityRecord[] {
    const type = typeof (from ?? to);
    return this.#inOrder()
      .filter((key) => typeof key === type && key !== null)
      .filter(
        (key) =>
          (from === undefined || (from !== null && key! >= from)) &&
          (to === undefined || (to !== null && key! <= to)),
      )
      .flatMap((key) => this.equalTo(key));
  }

  #inOrder(): IndexKey[] {
    return (this.#sorted ??= [...this.#byKey.keys()].sort(compareKeys));
  }
}

/** What a stored value is compared as. Containers cannot be compared and count as null. */
function indexKey(raw: RawValue): IndexKey {
  if (raw instanceof FixedDate) return raw.getTime();
  if (typeof raw !== "object" || raw === null) return raw;
  return raw instanceof EntityRecord ? raw : null;
}

function compareKeys(a: IndexKey, b: IndexKey): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1;
  // NaN is neither below nor above anything, and would leave the others in no order.
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
