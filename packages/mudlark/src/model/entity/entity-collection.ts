import type { ClassCount, ClassCounts } from "./class-counts.ts";
import type { ClassRegistry } from "./class-registry.ts";
import type { EntityRecord } from "./entity-record.ts";
import type { EntityTable } from "./entity-table.ts";
import type { Entity, EntityClass } from "./entity.ts";

/** How much of a kind is of one class, named by its stored id. */
export interface ClassTotal {
  readonly classId: string;
  readonly count: number;
  readonly percent: number;
}

/** All entities of one kind. */
export class EntityCollection<E extends Entity = Entity> {
  readonly #table: EntityTable;
  readonly #classes: ClassRegistry;
  readonly #counts: ClassCounts;
  readonly #instanceOf: (record: EntityRecord) => E;

  constructor(
    table: EntityTable,
    classes: ClassRegistry,
    counts: ClassCounts,
    instanceOf: (record: EntityRecord) => E,
  ) {
    this.#table = table;
    this.#classes = classes;
    this.#counts = counts;
    this.#instanceOf = instanceOf;
  }

  get size(): number {
    return this.#table.size;
  }

  /** How many there are of each class, by class; costs as much as there are classes. */
  counts(): readonly ClassCount[] {
    return this.#counts.all();
  }

  get(id: number): E | null {
    const record = this.#table.get(id);
    return record === undefined ? null : this.#instanceOf(record);
  }

  /** @param ref `#12` or `12` */
  byRef(ref: string): E | null {
    const match = /^#?([1-9]\d{0,15})$/.exec(ref.trim());
    return match === null ? null : this.get(Number(match[1]));
  }

  /** Those that were made last, the last one first. Costs as much as there are, and what was deleted since. */
  newest(most: number): E[] {
    const found: E[] = [];
    for (let id = this.#table.highestId; id > 0 && found.length < most; id--) {
      const record = this.#table.get(id);
      if (record !== undefined) found.push(this.#instanceOf(record));
    }
    return found;
  }

  /** Everything of a class and its subclasses, or with `exact` of that class alone, by id. */
  *ofClass<C extends E>(cls: EntityClass<C>, options: { readonly exact?: boolean } = {}): Generator<C> {
    const ids = this.#classes.idsOf(cls, options.exact ?? false);
    for (const record of this.#table) {
      if (!ids.has(record.classId)) continue;
      const entity: Entity = this.#instanceOf(record);
      if (entity instanceof cls) yield entity;
    }
  }

  /** How many there are of each class id, the most frequent first. Costs as much as there are. */
  classTotals(): ClassTotal[] {
    const counts = new Map<string, number>();
    for (const { classId } of this.#table) counts.set(classId, (counts.get(classId) ?? 0) + 1);
    return Array.from(counts, ([classId, count]) => ({
      classId,
      count,
      percent: (100 * count) / this.size,
    })).sort((a, b) => b.count - a.count || (a.classId < b.classId ? -1 : 1));
  }

  /** By id. */
  *[Symbol.iterator](): Generator<E> {
    for (const record of this.#table) yield this.#instanceOf(record);
  }

  /** What is known without touching anything: for indexes and searches. */
  records(): Iterable<EntityRecord> {
    return this.#table;
  }
}
