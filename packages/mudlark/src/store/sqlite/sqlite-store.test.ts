import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { silentLogger } from "../../base/logger.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { describeStore } from "../store.suite.ts";
import { defaultCheckpointLimits } from "./checkpoints.ts";
import { startWorker } from "./remote-writer.ts";
import { SqliteStore } from "./sqlite-store.ts";

for (const durability of ["process", "power"] as const) {
  describeStore(`sqlite, durability ${durability}`, () => {
    const directory = mkdtempSync(path.join(tmpdir(), "mudlark-store-"));
    const file = path.join(directory, "db", "game.db");
    const stores: SqliteStore[] = [];
    const disturbers: DatabaseSync[] = [];
    return {
      store() {
        const store = new SqliteStore({
          path: file,
          durability,
          cacheKiB: 1000,
          busyTimeoutMs: 0,
          mayMigrate: true,
          clock: new FakeClock(),
          logger: silentLogger,
          checkpoints: defaultCheckpointLimits,
          startThread: startWorker,
        });
        stores.push(store);
        return store;
      },
      breakLock: () => rmSync(`${file}.lock`),
      breakDisk() {
        const disturber = new DatabaseSync(file);
        disturber.exec("BEGIN IMMEDIATE");
        disturbers.push(disturber);
      },
      mendDisk: () => disturbers.pop()?.close(),
      async dispose() {
        for (const store of stores) await store.close();
        rmSync(directory, { recursive: true });
      },
    };
  });
}
