/**
 * What it takes to start with a big world in SQLite: time and memory, in a process of its own each time.
 *
 * Run: `npx node --conditions=source bench/src/micro/start.ts [entities]`, by default 100000. The budget is a million in
 * 5 s and 600 MB; such a file takes half a minute to write first.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { silentLogger } from "../../../packages/mudlark/src/base/logger.ts";
import { openStore } from "../../../packages/mudlark/src/store/open-store.ts";
import type { Store } from "../../../packages/mudlark/src/store/store.ts";
import { startWorld, storedLamps } from "./bench-world.ts";

const perBatch = 10_000;
const [entities = "100000", filled] = process.argv.slice(2);

if (filled === undefined) await fillAndStart(Number(entities));
else await measureStart(filled);

async function fillAndStart(count: number): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), "mudlark-bench-start-"));
  try {
    const store = storeIn(directory);
    await store.open();
    for (let done = 0; done < count; done += perBatch) {
      await store.write(storedLamps(done / perBatch + 1, done + 1, Math.min(perBatch, count - done)));
    }
    await store.close();
    for (let round = 0; round < 3; round++) {
      const again = [...process.execArgv, import.meta.filename, entities, directory];
      execFileSync(process.execPath, again, { stdio: "inherit" });
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function measureStart(directory: string): Promise<void> {
  const store = storeIn(directory);
  await store.prepare();
  const before = process.cpuUsage();
  const began = performance.now();
  const { kernel } = await startWorld(store);
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  const touched = performance.now();
  kernel.get("object", Math.ceil(kernel.objects.size / 2));
  const touch = performance.now() - touched;
  const resident = process.memoryUsage.rss() / 2 ** 20;
  collectGarbage();
  const heap = process.memoryUsage().heapUsed / 2 ** 20;
  console.log(
    `start  ${kernel.objects.size} objects in ${took.toFixed(0)} ms, ${((user + system) / 1000).toFixed(0)} ms of processor ` +
      `time; ${resident.toFixed(0)} MiB resident, ${heap.toFixed(0)} MiB of it live; first touch of one ${(touch * 1000).toFixed(0)} µs`,
  );
  await store.close();
}

function storeIn(directory: string): Store {
  return openStore("sqlite:game.db", { durability: "process", directory, logger: silentLogger });
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}
