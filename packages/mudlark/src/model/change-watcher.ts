import type { EntityRecord, RecordFields } from "./entity/entity-record.ts";

/** Wants to know what changes. */
export interface ChangeWatcher {
  fieldChanged<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void;
  attributeChanged(record: EntityRecord, address: string): void;
}
