import type { EntityRow } from "./rows.ts";
import type { StoredWorld } from "./store.ts";

/** What a world consists of, whatever happens to it meanwhile. Sessions' marks belong to a running game, not to it. */
export interface Snapshot {
  readonly world: Pick<StoredWorld, "settings" | "highestIds">;
  /** Every entity, in chunks, ordered by kind and id. To be read once. */
  entities(): AsyncIterable<readonly EntityRow[]>;
  close(): Promise<void>;
}
