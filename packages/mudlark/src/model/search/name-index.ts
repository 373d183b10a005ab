import type { EntityRecord, RecordFields } from "../entity/entity-record.ts";
import type { RecordIndex } from "../entity/record-index.ts";
import { searchableName } from "./searchable-name.ts";

/** Every key of one kind of entity. Most keys belong to one record, which then stands there without a list. */
export class NameIndex implements RecordIndex {
  readonly #byKey = new Map<string, EntityRecord | Set<EntityRecord>>();

  /** Everything with that key, by id. @param key folded */
  keyed(key: string): readonly EntityRecord[] {
    const found = this.#byKey.get(key);
    if (found === undefined) return [];
    return found instanceof Set ? [...found].sort((a, b) => a.id - b.id) : [found];
  }

  added(record: EntityRecord): void {
    this.#add(searchableName(record.key), record);
  }

  removed(record: EntityRecord): void {
    this.#remove(searchableName(record.key), record);
  }

  fieldChanged<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void {
    if (field !== "key") return;
    this.#remove(searchableName(before as string), record);
    this.#add(searchableName(record.key), record);
  }

  #add(key: string, record: EntityRecord): void {
    const known = this.#byKey.get(key);
    if (known === undefined) this.#byKey.set(key, record);
    else if (known instanceof Set) known.add(record);
    else if (known !== record) this.#byKey.set(key, new Set([known, record]));
  }

  #remove(key: string, record: EntityRecord): void {
    const known = this.#byKey.get(key);
    if (known === record) this.#byKey.delete(key);
    else if (known instanceof Set && known.delete(record) && known.size === 0) this.#byKey.delete(key);
  }
}
