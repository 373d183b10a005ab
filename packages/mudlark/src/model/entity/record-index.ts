import type { EntityRecord, RecordFields } from "./entity-record.ts";

export type IndexEntry = readonly [record: EntityRecord, isRight: boolean];

/**
 * Something that is kept in step with the records: where things are, who bears a tag. It hears of every change and
 * of every undo as of a change the other way, so it needs no journal of its own.
 */
export interface RecordIndex {
  added(record: EntityRecord): void;
  removed(record: EntityRecord): void;
  /** The record holds the new value already. */
  fieldChanged?<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void;
  /** For a check: is everything there that should be there of the record? */
  isComplete?(record: EntityRecord): boolean;
  /** For a check: everything that is there, and whether it should be. */
  entries?(): Iterable<IndexEntry>;
  classChanged?(record: EntityRecord, before: { readonly classId: string; readonly content: string }): void;
}
