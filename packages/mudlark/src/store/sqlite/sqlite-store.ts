import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import { storeClosed, storeTakenOver } from "../refusals.ts";
import type { Batch, EntityRow } from "../rows.ts";
import type { StoreSnapshot } from "../snapshot.ts";
import type { Store, StoredWorld } from "../store.ts";
import { Checkpoints } from "./checkpoints.ts";
import type { CheckpointLimits } from "./checkpoints.ts";
import { fileFailure } from "./file-failure.ts";
import { flattenBatch } from "./flat-batch.ts";
import { openDatabase } from "./open-database.ts";
import { readEntities } from "./read-entities.ts";
import { RemoteWriter } from "./remote-writer.ts";
import type { StartThread } from "./remote-writer.ts";
import { sqliteFailure } from "./sqlite-failure.ts";
import { openSqliteSnapshot } from "./sqlite-snapshot.ts";
import { StoreLock } from "./store-lock.ts";
import type { WriterOptions } from "./writer.ts";

export interface SqliteStoreOptions extends WriterOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly checkpoints: CheckpointLimits;
  readonly startThread: StartThread;
}

/**
 * A world in an SQLite file. One thread writes; a second makes checkpoints, from when the first is due; the caller's
 * thread reads the entities and holds the lock, so that the death of a thread does not lose the store.
 */
export class SqliteStore implements Store {
  readonly #options: SqliteStoreOptions;
  readonly #lock: StoreLock;
  readonly #writer: RemoteWriter;
  readonly #checkpointer: RemoteWriter;
  readonly #checkpoints: Checkpoints;
  #state: "new" | "open" | "released" | "closed" = "new";
  #epoch = 0;
  /** Settles, without an error, when no call is under way. */
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(options: SqliteStoreOptions) {
    const { clock, logger, checkpoints, startThread, ...writerOptions } = options;
    this.#options = options;
    this.#lock = new StoreLock(options.path, clock);
    this.#writer = new RemoteWriter(writerOptions, startThread);
    this.#checkpointer = new RemoteWriter(writerOptions, startThread);
    this.#checkpoints = new Checkpoints({
      limits: checkpoints,
      clock,
      logger,
      run: () => this.#checkpointer.call("checkpoint", null),
    });
    this.#writer.warmUp();
  }

  async prepare(): Promise<void> {
    if (this.#state === "closed") throw storeClosed();
    await this.#writer.call("ready", null);
  }

  async open(): Promise<StoredWorld> {
    if (this.#state === "closed") throw storeClosed();
    makeDirectory(dirname(this.#options.path));
    this.#lock.take();
    try {
      return await this.#track(this.#begin());
    } catch (error) {
      if (this.#state === "open") this.#state = "released";
      this.#lock.release();
      throw error;
    }
  }

  async *entities(): AsyncGenerator<readonly EntityRow[]> {
    if (this.#state !== "open") throw storeClosed();
    const { path } = this.#options;
    try {
      using database = openDatabase(path, "read", this.#options);
      database.exec("BEGIN");
      yield* readEntities(database);
    } catch (error) {
      throw sqliteFailure(error, path);
    }
  }

  async snapshot(): Promise<StoreSnapshot> {
    if (this.#state !== "open") throw storeClosed();
    return openSqliteSnapshot(this.#options.path);
  }

  write(batch: Batch): Promise<void> {
    return this.#track(this.#write(batch));
  }

  async release(): Promise<void> {
    if (this.#state === "open") this.#state = "released";
    await this.#underWay;
    await this.#checkpoints.stop();
    this.#lock.release();
  }

  async close(): Promise<void> {
    if (this.#state === "closed") return;
    await this.release();
    this.#state = "closed";
    await Promise.all([this.#checkpointer.close(), this.#writer.close()]);
  }

  async #begin(): Promise<StoredWorld> {
    const { epoch, world, copy } = await this.#writer.call("open", null);
    if (copy !== null)
      this.#options.logger.info("the store was brought up to date; a copy was kept", { copy });
    this.#epoch = epoch;
    this.#state = "open";
    return world;
  }

  async #write(batch: Batch): Promise<void> {
    if (this.#state === "new" || this.#state === "closed") throw storeClosed();
    if (this.#state === "released") throw storeTakenOver();
    const flat = flattenBatch(batch, this.#epoch);
    await this.#checkpoints.room();
    this.#checkpoints.committed(await this.#writer.call("write", flat));
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay = work.catch(() => {});
    return work;
  }
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw fileFailure(error, directory);
  }
}
