import { Contents } from "./contents.ts";
import type { EntityRecord, RecordFields } from "./entity-record.ts";
import type { RecordIndex } from "./record-index.ts";

/** Where things are, what leads where, and whose home is where: answered without looking at every object. */
export class PlaceIndex implements RecordIndex {
  readonly #find: (id: number) => EntityRecord | undefined;
  readonly #byDestination = new Map<number, Set<EntityRecord>>();
  /** How many have their home there. Most share one, so the set itself is not worth its memory. */
  readonly #homes = new Map<number, number>();
  #arrivals = 0;

  constructor(find: (id: number) => EntityRecord | undefined) {
    this.#find = find;
  }

  /** Everything whose destination it is, by id. */
  leadingTo(id: number): readonly EntityRecord[] {
    return [...(this.#byDestination.get(id) ?? [])].sort((a, b) => a.id - b.id);
  }

  isHome(id: number): boolean {
    return this.#homes.has(id);
  }

  added(record: EntityRecord): void {
    this.#place(record);
    if (record.destination !== null) this.#lead(record, record.destination);
    if (record.home !== null) this.#count(record.home, 1);
  }

  removed(record: EntityRecord): void {
    this.#unplace(record, record.location);
    if (record.destination !== null) this.#unlead(record, record.destination);
    if (record.home !== null) this.#count(record.home, -1);
  }

  fieldChanged<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void {
    if (field === "location") {
      this.#unplace(record, before as number | null);
      this.#place(record);
    } else if (field === "destination") {
      if (before !== null) this.#unlead(record, before as number);
      if (record.destination !== null) this.#lead(record, record.destination);
    } else if (field === "home") {
      if (before !== null) this.#count(before as number, -1);
      if (record.home !== null) this.#count(record.home, 1);
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

  #lead(record: EntityRecord, destination: number): void {
    let leading = this.#byDestination.get(destination);
    if (leading === undefined) this.#byDestination.set(destination, (leading = new Set()));
    leading.add(record);
  }

  #unlead(record: EntityRecord, destination: number): void {
    const leading = this.#byDestination.get(destination);
    leading?.delete(record);
    if (leading?.size === 0) this.#byDestination.delete(destination);
  }

  #count(home: number, change: number): void {
    const count = (this.#homes.get(home) ?? 0) + change;
    if (count === 0) this.#homes.delete(home);
    else this.#homes.set(home, count);
  }
}
