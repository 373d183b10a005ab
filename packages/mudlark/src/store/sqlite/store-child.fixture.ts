/**
 * A world in a process of its own, for tests that kill it.
 *
 * `hold <file>`: opens the store, says so, and stays until its input ends or somebody kills it.
 * `write <file> <durability>`: writes numbered batches without end, and says the number of each that is acknowledged.
 */
import { writeSync } from "node:fs";
import { systemClock } from "../../base/clock.ts";
import { silentLogger } from "../../base/logger.ts";
import { numberedBatch } from "./numbered-batches.fixture.ts";
import { startWorker } from "./remote-writer.ts";
import { SqliteStore } from "./sqlite-store.ts";

const [mode, file = "", durability] = process.argv.slice(2);

const store = new SqliteStore({
  path: file,
  durability: durability === "power" ? "power" : "process",
  cacheKiB: 1000,
  busyTimeoutMs: 1000,
  mayMigrate: true,
  clock: systemClock,
  logger: silentLogger,
  // Low, so that the log starts again and checkpoints run all the time.
  checkpoints: { pages: 50, everyMs: 5, mostPages: 400 },
  startThread: startWorker,
});

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

/** At once and in order: what was said is out, whatever happens to this process next. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
