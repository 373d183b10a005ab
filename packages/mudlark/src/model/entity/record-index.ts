import type { EntityRecord, RecordFields } from "./entity-record.ts";

/**
 * Something that is kept in step with the records: where things are, who bears a tag. It hears of every change and
 * of every undo as of a change the other way, so it needs no journal of its own.
 */
export interface RecordIndex {
  added(record: EntityRecord): void;
  removed(record: EntityRecord): void;
  /** The record holds the new value already. */
  fieldChanged?<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void;
  classChanged?(record: EntityRecord, before: { readonly classId: string; readonly content: string }): void;
}
