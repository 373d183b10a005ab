import type { Batch, EntityId, EntityRow } from "../../store/rows.ts";

/** A batch while it is being put together from all that changed. */
export interface BatchDraft {
  readonly put: EntityRow[];
  readonly remove: EntityId[];
  readonly highestIds: EntityId[];
  readonly settings: Batch["settings"][number][];
  readonly forgetMarks: Batch["forgetMarks"][number][];
  forgetGatewaysExcept: string | null;
}

/** Something that a turn can change and the store keeps. */
export interface Persistent {
  /** Adds its present state to the batch. */
  addTo(draft: BatchDraft): void;
}
