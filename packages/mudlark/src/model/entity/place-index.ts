import { Contents } from "./contents.ts";
import type { EntityRecord, RecordFields } from "./entity-record.ts";
import { RecordGroups } from "./record-groups.ts";
import type { IndexEntry, RecordIndex } from "./record-index.ts";

/** Where things are, what leads where, and whose home is where: answered without looking at every object. */
export class PlaceIndex implements RecordIndex {
  readonly #find: (id: number) => EntityRecord | undefined;
  readonly #byDestination = new RecordGroups<number>();
  readonly #byHome = new RecordGroups<number>();
  readonly #sharedHome: number;
  #arrivals = 0;

  /** @param sharedHome the home of most things: too many to keep a set of, and it is not deleted */
  constructor(find: (id: number) => EntityRecord | undefined, sharedHome: number) {
    this.#find = find;
    this.#sharedHome = sharedHome;
  }

  /** Everything whose destination it is, by id. */
  leadingTo(id: number): readonly EntityRecord[] {
    return this.#byDestination.of(id);
  }

  /** Everything whose home it is, by id; null for the shared home, where only a look at every object tells. */
  dwellersOf(id: number): readonly EntityRecord[] | null {
    return id === this.#sharedHome ? null : this.#byHome.of(id);
  }

  isComplete(record: EntityRecord): boolean {
    const { location, home, destination } = record;
    return (
      (location === null || this.#find(location)?.contents?.has(record) === true) &&
      (destination === null || this.#byDestination.has(destination, record)) &&
      (home === null || home === this.#sharedHome || this.#byHome.has(home, record))
    );
  }

  /** Without contents, which know themselves what is in them. */
  *entries(): Generator<IndexEntry> {
    for (const [id, record] of this.#byDestination) {
      yield [record, !record.isDeleted && record.destination === id];
    }
    for (const [id, record] of this.#byHome) yield [record, !record.isDeleted && record.home === id];
  }

  added(record: EntityRecord): void {
    this.#place(record);
    if (record.destination !== null) this.#byDestination.add(record.destination, record);
    this.#house(record);
  }

  removed(record: EntityRecord): void {
    this.#unplace(record, record.location);
    if (record.destination !== null) this.#byDestination.remove(record.destination, record);
    this.#unhouse(record, record.home);
  }

  fieldChanged<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void {
    if (field === "location") {
      this.#unplace(record, before as number | null);
      this.#place(record);
    } else if (field === "destination") {
      if (before !== null) this.#byDestination.remove(before as number, record);
      if (record.destination !== null) this.#byDestination.add(record.destination, record);
    } else if (field === "home") {
      this.#unhouse(record, before as number | null);
      this.#house(record);
    }
  }

  classChanged(record: EntityRecord): void {
    if (record.location !== null) this.#find(record.location)?.contents?.retype();
  }

  #place(record: EntityRecord): void {
    if (record.location === null) return;
    const container = this.#find(record.location);
    if (container === undefined) return;
    // One that an undo puts back has kept its number.
    if (record.arrival === 0) record.arrival = ++this.#arrivals;
    (container.contents ??= new Contents()).add(record, record.arrival < this.#arrivals);
  }

  #unplace(record: EntityRecord, location: number | null): void {
    if (location !== null) this.#find(location)?.contents?.remove(record);
  }

  #house(record: EntityRecord): void {
    if (record.home !== null && record.home !== this.#sharedHome) this.#byHome.add(record.home, record);
  }

  #unhouse(record: EntityRecord, home: number | null): void {
    if (home !== null && home !== this.#sharedHome) this.#byHome.remove(home, record);
  }
}
