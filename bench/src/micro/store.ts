/**
 * What the store costs: the time to load a world, and the time from handing over a batch to its acknowledgement.
 *
 * Run: `node bench/src/micro/store.ts [entities]`
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentLogger } from "../../../packages/mudlark/src/base/logger.ts";
import { openStore } from "../../../packages/mudlark/src/store/open-store.ts";
import type { Batch, EntityRow } from "../../../packages/mudlark/src/store/rows.ts";
import type { Durability, Store } from "../../../packages/mudlark/src/store/store.ts";

const entities = Number(process.argv[2] ?? 100_000);
const directory = mkdtempSync(path.join(tmpdir(), "mudlark-bench-store-"));
const file = path.join(directory, "game.db");

try {
  await fill();
  await measureLoading();
  for (const durability of ["process", "power"] as const) {
    await measureWriting(durability, 1, 5000);
    await measureWriting(durability, 100, 1000);
  }
  await measureWriting("process", 1000, 1000);
} finally {
  rmSync(directory, { recursive: true });
}

async function fill(): Promise<void> {
  const store = makeStore("process");
  await store.open();
  const started = performance.now();
  for (let first = 1, sequence = 1; first <= entities; first += 5000, sequence++) {
    const count = Math.min(5000, entities - first + 1);
    await store.write(
      batch(
        sequence,
        Array.from({ length: count }, (_, index) => row(first + index)),
      ),
    );
  }
  const seconds = (performance.now() - started) / 1000;
  await store.close();
  const size = statSync(file).size / 2 ** 20;
  console.log(`fill   ${entities} entities in ${seconds.toFixed(2)} s, ${size.toFixed(0)} MiB`);
}

async function measureLoading(): Promise<void> {
  for (let round = 1; round <= 5; round++) {
    const store = makeStore("process");
    const started = performance.now();
    await store.open();
    const opened = performance.now();
    let count = 0;
    for await (const chunk of store.entities()) count += chunk.length;
    const loaded = performance.now();
    console.log(
      `load   ${count} entities in ${(loaded - opened).toFixed(0)} ms ` +
        `(opening, with a cold thread: ${(opened - started).toFixed(0)} ms)`,
    );
    await store.close();
  }
}

async function measureWriting(durability: Durability, rows: number, batches: number): Promise<void> {
  const store = makeStore(durability);
  let { sequence } = await store.open();
  const latencies: number[] = [];
  const handOvers: number[] = [];
  let largestLog = 0;
  for (let round = 0; round < batches; round++) {
    sequence += 1;
    const changed = Array.from({ length: rows }, (_, index) =>
      row(((round * rows + index * 997) % entities) + 1),
    );
    const next = batch(sequence, changed);
    const started = performance.now();
    const written = store.write(next);
    handOvers.push(performance.now() - started);
    await written;
    latencies.push(performance.now() - started);
    if (round % 100 === 0) largestLog = Math.max(largestLog, statSync(`${file}-wal`).size);
  }
  await store.close();
  console.log(
    `write  ${rows} rows, ${durability}: p50 ${percentile(latencies, 0.5)} ms, p99 ${percentile(latencies, 0.99)} ms, ` +
      `longest ${percentile(latencies, 1)} ms; of the caller's thread p50 ${percentile(handOvers, 0.5)} ms; ` +
      `log at most ${(largestLog / 2 ** 20).toFixed(1)} MiB`,
  );
}

function makeStore(durability: Durability): Store {
  return openStore(`sqlite:${file}`, { durability, directory, logger: silentLogger });
}

function row(id: number): EntityRow {
  return {
    kind: "object",
    id,
    classId: `game/things.Kind${id % 50}`,
    content: id % 10 === 0 ? "room" : "object",
    key: `a thing called ${id}`,
    createdAt: 1_767_225_600_000 + id,
    location: (id % 5000) + 1,
    home: 2,
    destination: null,
    aliases: id % 3 === 0 ? `["alias${id}"]` : null,
    tags: id % 4 === 0 ? '[["dark","weather"]]' : null,
    locks: "examine:perm(Builder);edit:perm(Admin);delete:perm(Admin);get:all()",
    body: JSON.stringify({
      attributes: [
        ["desc", null, `It is thing number ${id}, and it is described in about as many words as things are.`],
        ["weight", null, id % 17],
        ["owner", null, null],
      ],
    }),
  };
}

function batch(sequence: number, put: readonly EntityRow[]): Batch {
  return {
    sequence,
    put,
    remove: [],
    highestIds: [],
    settings: [],
    marks: [],
    forgetMarks: [],
    forgetGatewaysExcept: null,
    sync: false,
  };
}

function percentile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return (sorted[index] ?? Number.NaN).toFixed(2);
}
