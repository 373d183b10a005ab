/**
 * What it takes to start with a big world, in a process of its own: time until everything is loaded, the first touch
 * of an object, a first look at a room full of objects that nobody has touched, memory. Prints one line of JSON.
 *
 * Run by `budgets.ts`: `big-world.ts fill|start ADDRESS COUNT`, where the address is that of a store.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { systemClock } from "../../../packages/mudlark/src/base/clock.ts";
import { silentLogger } from "../../../packages/mudlark/src/base/logger.ts";
import { openStore } from "../../../packages/mudlark/src/store/open-store.ts";
import { shedAfterLoading } from "../../../packages/mudlark/src/world/shed-garbage.ts";
import { startWorld, storedLamps } from "./bench-world.ts";

export interface BigWorldFigures {
  readonly objects: number;
  readonly startMs: number;
  /** The median of many, each of another object. */
  readonly touchUs: number;
  /** At rooms with a hundred objects in all that nobody has touched. */
  readonly firstLookMs: number;
  readonly liveMiB: number;
  readonly residentMiB: number;
  /** Bytes of memory for each object that nobody has touched. */
  readonly skeletonBytes: number;
  /** Bytes that come with each object that was touched. */
  readonly bodyBytes: number;
}

const perBatch = 10_000;
const spec = { kind: "line", label: "look", lane: "session:1", session: 1 } as const;
const touched = 5000;
const touchedOnce = 1000;

const [verb, address = "", count = "100000"] = process.argv.slice(2);
const store = openStore(address, {
  durability: "process",
  directory: process.cwd(),
  logger: silentLogger,
  clock: systemClock,
  mayMigrate: true,
});
if (verb === "fill") await fill(Number(count));
else if (verb === "start") console.log(JSON.stringify(await start()));

async function fill(objects: number): Promise<void> {
  await store.open();
  for (let done = 0; done < objects; done += perBatch) {
    await store.write(storedLamps(done / perBatch + 1, done + 1, Math.min(perBatch, objects - done)));
  }
  await store.close();
}

async function start(): Promise<BigWorldFigures> {
  const gc = collector();
  await store.prepare();
  gc();
  const empty = process.memoryUsage().heapUsed;
  const began = performance.now();
  const { kernel } = await startWorld(store);
  shedAfterLoading(kernel.objects.size);
  const startMs = performance.now() - began;
  const residentMiB = process.memoryUsage.rss() / 2 ** 20;
  const objects = kernel.objects.size;
  gc();
  const loaded = process.memoryUsage().heapUsed;
  const touchUs = median(
    Array.from({ length: touchedOnce }, (_, n) => {
      const touching = performance.now();
      void kernel.get("object", n * 20 + 1)?.attributes.get("desc");
      return (performance.now() - touching) * 1000;
    }),
  );
  // A room has nine objects: eleven rooms after the first, which warms the code up.
  const rooms = Array.from({ length: 12 }, (_, n) => kernel.objects.get(Math.floor(objects / 20 + n) * 10));
  const looks: number[] = [];
  for (const room of rooms) {
    const looking = performance.now();
    if (room !== null) await kernel.turns.run(spec, () => room.returnAppearance(room));
    looks.push(performance.now() - looking);
  }
  const firstLookMs = looks.slice(1).reduce((sum, took) => sum + took, 0);
  gc();
  const before = process.memoryUsage().heapUsed;
  const kept = [];
  for (let id = 1; id <= touched; id++) {
    const object = kernel.objects.get(id * Math.floor(objects / touched / 2) + 3);
    void object?.attributes.get("list");
    kept.push(object);
  }
  gc();
  const bodyBytes = (process.memoryUsage().heapUsed - before) / kept.length;
  await store.close();
  return {
    objects,
    startMs,
    touchUs,
    firstLookMs,
    liveMiB: loaded / 2 ** 20,
    residentMiB,
    skeletonBytes: (loaded - empty) / objects,
    bodyBytes,
  };
}

function collector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  return () => {
    collect();
    collect();
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
