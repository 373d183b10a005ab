import type { EntityRecord } from "./entity-record.ts";
import type { RecordIndex } from "./record-index.ts";

/** How many entities there are of one class. */
export interface ClassCount {
  readonly classId: string;
  /** `object`, `character`, `room`, `exit`; "" for what is no object. */
  readonly content: string;
  readonly count: number;
}

/** Counts the entities of each class as they come and go, so that nobody has to look at all of them. */
export class ClassCounts implements RecordIndex {
  readonly #counts = new Map<string, Map<string, number>>();

  /** By class; only of what there is. */
  all(): readonly ClassCount[] {
    return [...this.#counts]
      .flatMap(([classId, contents]) =>
        [...contents].map(([content, count]): ClassCount => ({ classId, content, count })),
      )
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => (a.classId < b.classId ? -1 : 1));
  }

  added(record: EntityRecord): void {
    this.#change(record, 1);
  }

  removed(record: EntityRecord): void {
    this.#change(record, -1);
  }

  classChanged(record: EntityRecord, before: { readonly classId: string; readonly content: string }): void {
    this.#change(before, -1);
    this.#change(record, 1);
  }

  #change({ classId, content }: { readonly classId: string; readonly content: string }, by: number): void {
    const known = this.#counts.get(classId);
    if (known === undefined) this.#counts.set(classId, new Map([[content, by]]));
    else known.set(content, (known.get(content) ?? 0) + by);
  }
}
