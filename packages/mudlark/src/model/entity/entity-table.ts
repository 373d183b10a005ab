import type { BatchDraft, Persistent } from "../commit/batch-draft.ts";
import type { EntityRecord, RecordKind } from "./entity-record.ts";

/** Every record of one kind, by id. What the store keeps of it is the highest id. */
export class EntityTable implements Persistent {
  readonly kind: RecordKind;
  readonly #records: (EntityRecord | undefined)[] = [];
  #size = 0;
  #highestId = 0;

  constructor(kind: RecordKind) {
    this.kind = kind;
  }

  get size(): number {
    return this.#size;
  }

  /** The highest id that was ever given (I10). */
  get highestId(): number {
    return this.#highestId;
  }

  /** An id that was never given before, and never will be again, whatever becomes of the turn. */
  nextId(): number {
    return ++this.#highestId;
  }

  /** Ids up to this one have been given. */
  raiseHighestId(id: number): void {
    if (id > this.#highestId) this.#highestId = id;
  }

  get(id: number): EntityRecord | undefined {
    return this.#records[id];
  }

  add(record: EntityRecord): void {
    if (this.#records[record.id] === undefined) this.#size += 1;
    this.#records[record.id] = record;
    this.raiseHighestId(record.id);
  }

  remove(record: EntityRecord): void {
    if (this.#records[record.id] !== record) return;
    this.#records[record.id] = undefined;
    this.#size -= 1;
  }

  addTo(draft: BatchDraft): void {
    draft.highestIds.push({ kind: this.kind.name, id: this.#highestId });
  }

  /** By id. Records that are added meanwhile are among them. */
  *[Symbol.iterator](): Generator<EntityRecord> {
    for (let id = 1; id < this.#records.length; id++) {
      const record = this.#records[id];
      if (record !== undefined) yield record;
    }
  }
}
