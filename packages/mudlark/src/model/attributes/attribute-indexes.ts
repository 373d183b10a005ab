import { MudlarkError } from "../../base/errors.ts";
import type { EntityRecord, ModelCore } from "../entity/entity-record.ts";
import { recordOf } from "../entity/entity-record.ts";
import type { IndexEntry, RecordIndex } from "../entity/record-index.ts";
import { AttributeIndex } from "./attribute-index.ts";
import type { IndexKey, IndexRange } from "./attribute-index.ts";
import type { Declaration, Declarations } from "./declared/declarations.ts";

/** Finds entities by the value of one declared attribute. */
export interface AttributeQuery<E, T> {
  /** By id. */
  equalTo(value: T): E[];
  /** Both ends included; by value, then by id. */
  between(range: IndexRange<T>): E[];
}

interface DeclaringClass {
  readonly cls: { readonly name: string };
  readonly declarations: Declarations;
}

/** The indexes of declared attributes. Each is built by the first question, and kept in step from then on. */
export class AttributeIndexes implements RecordIndex {
  readonly #core: ModelCore;
  readonly #indexes = new Map<Declaration, AttributeIndex>();

  constructor(core: ModelCore) {
    this.#core = core;
  }

  /** @throws MudlarkError ATTRIBUTE_MISSING when the class declares no such index */
  query<E extends object, T>(
    { cls, declarations }: DeclaringClass,
    name: string,
    records: Iterable<EntityRecord>,
  ): AttributeQuery<E, T> {
    const declaration = [...declarations.values()].find((other) => other.name === name);
    if (declaration?.type.options.index !== true) {
      throw new MudlarkError(
        "ATTRIBUTE_MISSING",
        `${cls.name} declares no attribute "${name}" with index: true`,
      );
    }
    const index = this.#indexes.get(declaration) ?? this.#build(declaration, records);
    const wanted = cls as unknown as new () => E;
    const entities = (found: EntityRecord[]): E[] =>
      found
        .map((record) => this.#core.instanceOf(record))
        .filter((entity): entity is E => entity instanceof wanted);
    return {
      equalTo: (value) => entities(index.equalTo(keyOf(value) ?? null)),
      between: ({ from, to }) => entities(index.between(keyOf(from), keyOf(to))),
    };
  }

  attributeChanged(record: EntityRecord, address: string): void {
    if (this.#indexes.size === 0) return;
    for (const index of this.#indexes.values()) {
      if (index.declaration.address === address && index.has(record)) index.update(record);
    }
  }

  isComplete(record: EntityRecord): boolean {
    return this.#all().every((index) => !this.#declares(record, index) || index.isRight(record));
  }

  *entries(): Generator<IndexEntry> {
    for (const index of this.#all()) {
      for (const record of index.records()) {
        yield [record, !record.isDeleted && this.#declares(record, index)];
      }
    }
  }

  added(record: EntityRecord): void {
    for (const index of this.#indexes.values()) {
      index.keyBack(record);
      if (this.#declares(record, index)) index.update(record);
    }
  }

  removed(record: EntityRecord): void {
    for (const index of this.#indexes.values()) {
      index.remove(record);
      index.keyGone(record);
    }
  }

  classChanged(record: EntityRecord): void {
    for (const index of this.#indexes.values()) {
      index.remove(record);
      if (this.#declares(record, index)) index.update(record);
    }
  }

  #all(): readonly AttributeIndex[] {
    return [...this.#indexes.values()];
  }

  #build(declaration: Declaration, records: Iterable<EntityRecord>): AttributeIndex {
    const index = new AttributeIndex(declaration);
    this.#indexes.set(declaration, index);
    for (const record of records) if (this.#declares(record, index)) index.update(record);
    return index;
  }

  #declares(record: EntityRecord, { declaration }: AttributeIndex): boolean {
    return this.#core.declarationsOf(record).get(declaration.address) === declaration;
  }
}

function keyOf(value: unknown): IndexKey | undefined {
  if (value instanceof Date) return value.getTime();
  const record = recordOf(value);
  if (record !== undefined) return record;
  return value as IndexKey | undefined;
}
