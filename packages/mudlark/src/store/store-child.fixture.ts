/**
 * A world in a process of its own, for tests that kill it.
 *
 * `hold <address>`: opens the store, says so, and stays until its input ends or somebody kills it.
 * `write <address> <durability>`: writes numbered batches without end, and says the number of each that is
 * acknowledged.
 */
import { writeSync } from "node:fs";
import { systemClock } from "../base/clock.ts";
import { silentLogger } from "../base/logger.ts";
import { numberedBatch } from "./numbered-batches.fixture.ts";
import { makeStore } from "./open-store.ts";
import { startWorker } from "./sqlite/remote-writer.ts";
import { SqliteStore } from "./sqlite/sqlite-store.ts";
import { storeAddress } from "./store-address.ts";
import type { Durability, Store } from "./store.ts";

const [mode, url = "", level] = process.argv.slice(2);
const store = storeAt(url, level === "power" ? "power" : "process");

let { sequence } = await store.open();
say("open");

if (mode === "hold") {
  process.stdin.resume();
} else {
  for (;;) {
    sequence += 1;
    await store.write(numberedBatch(sequence));
    say(String(sequence));
  }
}

function storeAt(url: string, durability: Durability): Store {
  const address = storeAddress(url, "/");
  if (address.kind !== "sqlite") {
    return makeStore(address, { durability, directory: "/", logger: silentLogger });
  }
  return new SqliteStore({
    path: address.path,
    durability,
    cacheKiB: 1000,
    busyTimeoutMs: 1000,
    mayCreate: true,
    mayMigrate: true,
    copiesOnUpgrade: true,
    clock: systemClock,
    logger: silentLogger,
    // Low, so that the log starts again and checkpoints run all the time.
    checkpoints: { pages: 50, everyMs: 5, mostPages: 400 },
    startThread: startWorker,
  });
}

/** At once and in order: what was said is out, whatever happens to this process next. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
