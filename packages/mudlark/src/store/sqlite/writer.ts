import { chmodSync, existsSync, statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { noWorldAt } from "../refusals.ts";
import { StoreFailure } from "../store-failure.ts";
import type { Durability, StoredWorld } from "../store.ts";
import { BatchWriter } from "./batch-writer.ts";
import type { FlatBatch } from "./flat-batch.ts";
import { inTransaction } from "./in-transaction.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";
import { readWorld } from "./read-world.ts";
import { migrations } from "./schema.ts";
import { damaged, sqliteFailure } from "./sqlite-failure.ts";

export interface WriterOptions {
  readonly path: string;
  readonly durability: Durability;
  readonly cacheKiB: number;
  /** How long to wait for another program's lock on the database. */
  readonly busyTimeoutMs: number;
  /** May a file be made where there is none? */
  readonly mayCreate: boolean;
  /** May a store of an older version be changed? */
  readonly mayMigrate: boolean;
  /** Keep a copy of it, as it was? */
  readonly copiesOnUpgrade: boolean;
}

/** How full the write-ahead log is, in pages. */
export interface LogState {
  /** From its start. The commit after everything was copied starts it again. */
  readonly pages: number;
  /** Of these, not yet copied into the database. */
  readonly waiting: number;
}

export interface OpenedWorld {
  readonly epoch: number;
  readonly world: StoredWorld;
  /** Where a copy from before the migration is, if there was one. */
  readonly copy: string | null;
}

/**
 * The work of the store's threads, as plain calls. The database is opened when it is needed, and anew after a
 * failure, so that nothing of the failure is left once its cause has gone.
 *
 * Every call throws a `StoreFailure` for what SQLite reports.
 */
export class Writer {
  readonly #options: WriterOptions;
  #database: DatabaseSync | null = null;
  #batches: BatchWriter | null = null;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Brings the schema up to date and begins a new epoch. Only for the holder of the store's lock. */
  open(): OpenedWorld {
    return this.#trying(() => {
      const { path, mayCreate, mayMigrate, copiesOnUpgrade } = this.#options;
      if (!mayCreate && !existsSync(path)) throw noWorldAt(path);
      const database = this.#connect("create");
      const copy = migrate(database, migrations, {
        allowed: mayMigrate,
        copyTo: copiesOnUpgrade ? (version) => `${path}.schema-${version}` : null,
      });
      return { epoch: beginEpoch(database), world: readWorld(database), copy };
    });
  }

  write(batch: FlatBatch): LogState {
    return this.#trying(() => {
      const database = this.#connect("write");
      this.#batches ??= new BatchWriter(database, this.#options.durability);
      this.#batches.write(batch);
      return logState(database, "NOOP");
    });
  }

  /** Copies what the log holds into the database, as far as nobody has to wait for it. */
  checkpoint(): LogState {
    return this.#trying(() => logState(this.#connect("write"), "PASSIVE"));
  }

  close(): void {
    const database = this.#database;
    this.#database = null;
    this.#batches = null;
    database?.close();
  }

  #connect(access: "create" | "write"): DatabaseSync {
    this.#database ??= connect(this.#options, access);
    return this.#database;
  }

  #trying<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const failure = sqliteFailure(error, this.#options.path);
      if (failure instanceof StoreFailure) this.close();
      throw failure;
    }
  }
}

function connect(options: WriterOptions, access: "create" | "write"): DatabaseSync {
  matchPermissions(options.path);
  const database = openDatabase(options.path, access, options);
  try {
    if (access === "create") {
      requireLog(database);
      requireWholePages(database, options.path);
    }
    database.exec("PRAGMA wal_autocheckpoint = 0");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * SQLite gives its two files beside the database the permissions that this has when it makes them. If it could only be
 * read at that moment, they would stay so when it can be written again.
 */
function matchPermissions(path: string): void {
  for (const beside of [`${path}-wal`, `${path}-shm`]) {
    try {
      const { mode } = statSync(path);
      if (statSync(beside).mode !== mode) chmodSync(beside, mode);
    } catch {
      // It is not there, or somebody else's: then SQLite says what is wrong.
    }
  }
}

/** With a write-ahead log readers and checkpoints hold up no commit; some file systems cannot have one. */
function requireLog(database: DatabaseSync): void {
  const mode = database.prepare("PRAGMA journal_mode = WAL").get()?.journal_mode;
  if (mode !== "wal") throw new StoreFailure("io", "the file system cannot share memory between processes");
}

/** SQLite fills a last page that was torn off with zeros, and says nothing. */
function requireWholePages(database: DatabaseSync, path: string): void {
  const size = Number(database.prepare("PRAGMA page_size").get()?.page_size);
  if (statSync(path).size % size === 0) return;
  throw new StoreFailure("corrupt", `${damaged}: ${path} (its last page was torn off)`);
}

function beginEpoch(database: DatabaseSync): number {
  return inTransaction(database, () => {
    const state = database.prepare("UPDATE state SET epoch = epoch + 1 RETURNING epoch").get();
    return Number(state?.epoch);
  });
}

function logState(database: DatabaseSync, mode: "NOOP" | "PASSIVE"): LogState {
  const row = database.prepare(`PRAGMA wal_checkpoint(${mode})`).get();
  const pages = Number(row?.log);
  return { pages, waiting: pages - Number(row?.checkpointed) };
}
