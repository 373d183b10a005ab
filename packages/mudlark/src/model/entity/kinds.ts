import { MudlarkError } from "../../base/errors.ts";
import { NameIndex } from "../search/name-index.ts";
import { TagIndex } from "../tags/tag-index.ts";
import type { ClassRegistry } from "./class-registry.ts";
import { ClassCounts } from "./class-counts.ts";
import { EntityCollection } from "./entity-collection.ts";
import type { EntityKind } from "./entity-kind.ts";
import type { EntityRecord, ModelCore, RecordFields, RecordKind } from "./entity-record.ts";
import { EntityTable } from "./entity-table.ts";
import type { Entity } from "./entity.ts";
import { NumberColumn } from "./number-column.ts";
import type { RecordIndex } from "./record-index.ts";

/** One kind with everything that belongs to it. */
export interface KindState {
  readonly kind: EntityKind;
  readonly table: EntityTable;
  readonly collection: EntityCollection;
  readonly tags: TagIndex;
  readonly names: NameIndex;
  /** Everything that is kept in step with its records, `tags` and `names` included. */
  readonly indexes: readonly RecordIndex[];
}

/** All records of one kind, and what is kept in step with them. */
export interface IndexedRecords {
  readonly kind: string;
  readonly records: EntityTable;
  readonly indexes: readonly RecordIndex[];
}

/** Kinds of entities by name: objects and what higher folders add, such as accounts. */
export class Kinds {
  readonly #states = new Map<string, KindState>();
  readonly #core: ModelCore;
  readonly #classes: ClassRegistry;

  constructor(core: ModelCore, classes: ClassRegistry) {
    this.#core = core;
    this.#classes = classes;
  }

  /** @param indexes what is kept in step with its records, besides names and tags */
  add<E extends Entity>(kind: EntityKind<E>, indexes: readonly RecordIndex[]): void {
    const recordKind: RecordKind = { name: kind.name, creationTimes: new NumberColumn(), core: this.#core };
    const table = new EntityTable(recordKind);
    const tags = new TagIndex();
    const names = new NameIndex(table);
    const counts = new ClassCounts();
    const collection = new EntityCollection(
      table,
      this.#classes,
      counts,
      (record) => this.#core.instanceOf(record) as Entity,
    );
    this.#classes.setBase(kind.name, "", kind.base);
    const all = [tags, names, counts, ...indexes];
    this.#states.set(kind.name, { kind, table, collection, tags, names, indexes: all });
  }

  get(name: string): KindState | undefined {
    return this.#states.get(name);
  }

  /** @throws MudlarkError CLASS_UNKNOWN */
  require(name: string): KindState {
    const state = this.#states.get(name);
    if (state === undefined) throw new MudlarkError("CLASS_UNKNOWN", `no kind of entity is called "${name}"`);
    return state;
  }

  /** What is known about an entity without touching it. */
  find(kind: string, id: number): EntityRecord | undefined {
    return this.#states.get(kind)?.table.get(id);
  }

  all(): Iterable<KindState> {
    return this.#states.values();
  }

  *indexed(): Generator<IndexedRecords> {
    for (const { kind, table, indexes } of this.#states.values()) {
      yield { kind: kind.name, records: table, indexes };
    }
  }

  /** Keeps the indexes in step. */
  fieldChanged<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void {
    for (const index of this.require(record.kind.name).indexes) index.fieldChanged?.(record, field, before);
  }

  classChanged(record: EntityRecord, before: { readonly classId: string; readonly content: string }): void {
    for (const index of this.require(record.kind.name).indexes) index.classChanged?.(record, before);
  }

  /** Everything there is. */
  *records(): Generator<EntityRecord> {
    for (const { table } of this.#states.values()) yield* table;
  }
}
