import type { EntityRecord, RecordFields } from "../entity/entity-record.ts";
import { RecordGroups } from "../entity/record-groups.ts";
import type { IndexEntry, RecordIndex } from "../entity/record-index.ts";
import { searchableName } from "./searchable-name.ts";

/**
 * Every key of one kind of entity. It is made when it is first asked, so that a world with very many objects starts
 * quickly.
 */
export class NameIndex implements RecordIndex {
  readonly #records: Iterable<EntityRecord>;
  readonly #byKey = new RecordGroups<string>();
  #isMade = false;

  /** @param records all there are */
  constructor(records: Iterable<EntityRecord>) {
    this.#records = records;
  }

  /** Everything with that key, by id. @param key folded */
  keyed(key: string): readonly EntityRecord[] {
    this.prepare();
    return this.#byKey.of(key);
  }

  /** Everything whose key passes, in no order. @param passes is asked for each key once, folded */
  *keyedLike(passes: (key: string) => boolean): Generator<EntityRecord> {
    this.prepare();
    yield* this.#byKey.where(passes);
  }

  /** Makes it now, so that nobody has to wait for it later. */
  prepare(): void {
    if (this.#isMade) return;
    this.#isMade = true;
    for (const record of this.#records) this.#byKey.add(searchableName(record.key), record);
  }

  isComplete(record: EntityRecord): boolean {
    return !this.#isMade || this.#byKey.has(searchableName(record.key), record);
  }

  *entries(): Generator<IndexEntry> {
    for (const [key, record] of this.#byKey) {
      yield [record, !record.isDeleted && searchableName(record.key) === key];
    }
  }

  added(record: EntityRecord): void {
    if (this.#isMade) this.#byKey.add(searchableName(record.key), record);
  }

  removed(record: EntityRecord): void {
    if (this.#isMade) this.#byKey.remove(searchableName(record.key), record);
  }

  fieldChanged<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void {
    if (field !== "key" || !this.#isMade) return;
    this.#byKey.remove(searchableName(before as string), record);
    this.#byKey.add(searchableName(record.key), record);
  }
}
