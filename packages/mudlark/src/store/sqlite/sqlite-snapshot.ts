import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { noWorldAt } from "../refusals.ts";
import type { EntityRow } from "../rows.ts";
import type { StoreSnapshot } from "../snapshot.ts";
import { requirePresentSchema } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";
import { readEntities } from "./read-entities.ts";
import { readWorld } from "./read-world.ts";
import { migrations } from "./schema.ts";
import { sqliteFailure } from "./sqlite-failure.ts";

const options = { busyTimeoutMs: 1000, cacheKiB: 10_000 };

/** @throws MudlarkError STORE_MISSING, STORE_SCHEMA, STORE_OUTDATED, STORE_FAILED */
export function openSqliteSnapshot(path: string): StoreSnapshot {
  if (!existsSync(path)) throw noWorldAt(path);
  let database: DatabaseSync | null = null;
  try {
    database = openDatabase(path, "read", options);
    requirePresentSchema(database, migrations);
    database.exec("BEGIN");
    return new SqliteSnapshot(path, database);
  } catch (error) {
    database?.close();
    throw sqliteFailure(error, path);
  }
}

class SqliteSnapshot implements StoreSnapshot {
  readonly world: StoreSnapshot["world"];
  readonly #path: string;
  readonly #database: DatabaseSync;

  /** @param database with a transaction that has just begun */
  constructor(path: string, database: DatabaseSync) {
    this.#path = path;
    this.#database = database;
    this.world = readWorld(database);
  }

  async *entities(): AsyncGenerator<readonly EntityRow[]> {
    try {
      yield* readEntities(this.#database);
    } catch (error) {
      throw sqliteFailure(error, this.#path);
    }
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }
}
