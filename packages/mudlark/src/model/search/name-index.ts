import type { EntityRecord, RecordFields } from "../entity/entity-record.ts";
import type { RecordIndex } from "../entity/record-index.ts";
import { searchableName } from "./searchable-name.ts";

/**
 * Every key of one kind of entity. Most keys belong to one record, which then stands there without a list. It is made
 * when it is first asked, so that a world with very many objects starts quickly.
 */
export class NameIndex implements RecordIndex {
  readonly #records: Iterable<EntityRecord>;
  readonly #byKey = new Map<string, EntityRecord | Set<EntityRecord>>();
  #isMade = false;

  /** @param records all there are */
  constructor(records: Iterable<EntityRecord>) {
    this.#records = records;
  }

  /** Everything with that key, by id. @param key folded */
  keyed(key: string): readonly EntityRecord[] {
    this.prepare();
    const found = this.#byKey.get(key);
    if (found === undefined) return [];
    return found instanceof Set ? [...found].sort((a, b) => a.id - b.id) : [found];
  }

  /** Everything whose key passes, in no order. @param passes is asked for each key once, folded */
  *keyedLike(passes: (key: string) => boolean): Generator<EntityRecord> {
    this.prepare();
    for (const [key, found] of this.#byKey) {
      if (!passes(key)) continue;
      if (found instanceof Set) yield* found;
      else yield found;
    }
  }

  /** Makes it now, so that nobody has to wait for it later. */
  prepare(): void {
    if (this.#isMade) return;
    this.#isMade = true;
    for (const record of this.#records) this.#add(searchableName(record.key), record);
  }

  added(record: EntityRecord): void {
    if (this.#isMade) this.#add(searchableName(record.key), record);
  }

  removed(record: EntityRecord): void {
    if (this.#isMade) this.#remove(searchableName(record.key), record);
  }

  fieldChanged<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void {
    if (field !== "key" || !this.#isMade) return;
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
