import type { StoreSnapshot } from "./snapshot.ts";
import type { Batch, EntityRow, SessionMark } from "./rows.ts";

/**
 * - `process`: what was acknowledged survives any death of the process. A power cut may take back the last moments,
 *   never part of a batch.
 * - `power`: it survives a power cut too; every batch waits for the disk.
 */
export type Durability = "process" | "power";

/** All that a store holds besides the entities. */
export interface StoredWorld {
  /** ServerConfig: key → JSON text. */
  readonly settings: ReadonlyMap<string, string>;
  /** Kind → the highest id that was ever given. */
  readonly highestIds: ReadonlyMap<string, number>;
  readonly marks: readonly SessionMark[];
  /** Of the last batch stored; 0 in an empty store. */
  readonly sequence: number;
}

/**
 * Where a world is kept. One world at a time holds a store, and only that one can write: it owns a lock, and an
 * epoch that every opening counts up and every batch compares, so that a world which lost its place cannot write
 * even when the lock was taken from under it.
 *
 * Calls other than `write` must not overlap.
 */
export interface Store {
  /**
   * Has ready what `open()` would wait for, such as a thread, and touches no world: for a world that is to take another
   * one's place, and must be quick when it does. Need not be called.
   *
   * @throws MudlarkError STORE_CLOSED, STORE_FAILED, CONFIG_INVALID (something is not installed)
   */
  prepare(): Promise<void>;

  /**
   * Takes the lock, brings the schema up to date, and counts up the epoch. Works again after `release()`, and after
   * an error.
   *
   * @throws MudlarkError STORE_LOCKED (the message says who holds it), STORE_MISSING (none there, and none may be made),
   *   STORE_SCHEMA (made by a newer version or another program),
   *   STORE_OUTDATED (older, and may not be changed), STORE_CLOSED (after `close()`), STORE_FAILED (a `StoreFailure`)
   */
  open(): Promise<StoredWorld>;

  /**
   * Every entity, in chunks, ordered by kind and id, all as of one moment. Nothing is locked meanwhile.
   *
   * @throws MudlarkError STORE_CLOSED when the store is not open, STORE_FAILED
   */
  entities(): AsyncIterable<readonly EntityRow[]>;

  /**
   * Stores a batch; resolves when it is durable. The next one may be sent when this one is settled.
   *
   * After STORE_FAILED the batch may be sent again, with the same sequence and at least the same changes, as often
   * as needed: the store mends what it can by itself, and it does no harm if the batch was stored after all (which
   * can only be when the writer died).
   *
   * Rejects with MudlarkError STORE_FAILED (a `StoreFailure`, which says why), STORE_EPOCH (released, or another world
   * took over: final until `open()`), STORE_CLOSED (never opened, or closed), or a RangeError (not the next sequence).
   */
  write(batch: Batch): Promise<void>;

  /**
   * What is durable, as of one moment, whatever is written meanwhile.
   *
   * @throws MudlarkError STORE_CLOSED when the store is not open, STORE_FAILED
   */
  snapshot(): Promise<StoreSnapshot>;

  /** Waits for the write under way and lets go of the lock. `open()` takes it again; until then nothing is written. */
  release(): Promise<void>;

  /** As `release()`, and for good: frees all there is. May be called twice, and at any time. */
  close(): Promise<void>;
}
