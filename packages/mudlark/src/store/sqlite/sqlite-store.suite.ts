import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentLogger } from "../../base/logger.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { defaultCheckpointLimits } from "./checkpoints.ts";
import { startWorker } from "./remote-writer.ts";
import { SqliteStore } from "./sqlite-store.ts";
import type { SqliteStoreOptions } from "./sqlite-store.ts";

/** A folder of its own for a test, and stores in it that are closed with it. */
export class SqliteBench {
  readonly directory = mkdtempSync(path.join(tmpdir(), "mudlark-store-"));
  readonly file = path.join(this.directory, "db", "game.db");
  readonly url = `sqlite:${this.file}`;
  readonly #stores: SqliteStore[] = [];

  store(changes: Partial<SqliteStoreOptions> = {}): SqliteStore {
    const store = new SqliteStore({
      path: this.file,
      durability: "process",
      cacheKiB: 1000,
      busyTimeoutMs: 0,
      mayCreate: true,
      mayMigrate: true,
      copiesOnUpgrade: true,
      clock: new FakeClock(),
      logger: silentLogger,
      checkpoints: defaultCheckpointLimits,
      startThread: startWorker,
      ...changes,
    });
    this.#stores.push(store);
    return store;
  }

  async dispose(): Promise<void> {
    for (const store of this.#stores) await store.close();
    rmSync(this.directory, { recursive: true });
  }
}
