import type { EntityRow } from "./rows.ts";

/** What a world consists of, whatever happens to it meanwhile. Sessions' marks belong to a running game, not to it. */
export interface Snapshot {
  readonly world: {
    /** ServerConfig: key → JSON text. */
    readonly settings: ReadonlyMap<string, string>;
    /** Kind → the highest id that was ever given. */
    readonly highestIds: ReadonlyMap<string, number>;
  };
  /** Every entity, in chunks, ordered by kind and id. To be read once, if nothing else is said. */
  entities(): AsyncIterable<readonly EntityRow[]>;
  close(): Promise<void>;
}

/** The same of a store; its entities may be read more than once, one reading after the other. */
export interface StoreSnapshot extends Snapshot {
  readonly world: Snapshot["world"] & {
    /** Of the last batch in it. */
    readonly sequence: number;
  };
}
