/**
 * The kernel against the budgets of `world.md` §20, with the figures of the reference beside them.
 *
 * Run: `npx node --conditions=source bench/src/micro/budgets.ts [--objects N] [--postgres ADDRESS] [--json]`. The
 * objects are those of the big world; the budgets mean a million, which takes two minutes to write and to read.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { systemClock } from "../../../packages/mudlark/src/base/clock.ts";
import { silentLogger } from "../../../packages/mudlark/src/base/logger.ts";
import { MemoryStore } from "../../../packages/mudlark/src/store/memory-store.ts";
import { openStore } from "../../../packages/mudlark/src/store/open-store.ts";
import type { BigWorldFigures } from "./big-world.ts";
import { Lamp, startWorld } from "./bench-world.ts";

interface BudgetRow {
  readonly operation: string;
  readonly reference: string;
  readonly budget: string;
  readonly measured: string;
}

const { values: options } = parseArgs({
  options: {
    objects: { type: "string", default: "100000" },
    postgres: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const spec = { kind: "line", label: "look", lane: "session:1", session: 1 } as const;
const rows: BudgetRow[] = [];
const row = (operation: string, reference: string, budget: string, measured: string): void =>
  void rows.push({ operation, reference, budget, measured });

await measureOperations();
await measureStall();
measureBigWorld("SQLite", null);
if (options.postgres !== undefined) measureBigWorld("PostgreSQL", options.postgres);

if (options.json) console.log(JSON.stringify(rows));
else console.log(tableOf(rows));

async function measureOperations(): Promise<void> {
  const { kernel, settled } = await startWorld(new MemoryStore());
  const made = await kernel.turns.run(spec, () => {
    const room = kernel.create(Lamp, { key: "hall", noHome: true });
    const away = kernel.create(Lamp, { key: "yard", noHome: true });
    const owner = { location: room, home: room, permissions: ["Builder"] };
    const looker = kernel.create(Lamp, { key: "ann", ...owner });
    for (let n = 0; n < 100; n++)
      kernel.create(Lamp, { key: `candidate ${n}`, location: room, home: room, attributes: { n } });
    const lamp = kernel.create(Lamp, {
      key: "lamp",
      location: room,
      home: room,
      attributes: { mood: "dim", nested: [1, { deep: [1, 2, 3] }] },
    });
    lamp.locks.add("get:id(3);edit:perm(Builder)");
    return { room, away, looker, lamp };
  });
  const { room, away, looker, lamp } = made;
  let sink: unknown;
  const plain = time(2_000_000, () => (sink = lamp.db.mood));
  const nested = time(1_000_000, () => (sink = (lamp.db.nested as number[])[0]));
  row(
    "attribute get, primitive / nested",
    "1.7 µs / 3.3 µs",
    "0.15 µs / 0.3 µs",
    `${us(plain)} / ${us(nested)}`,
  );
  const set = await timeTurns(50_000, (n) => (lamp.fuel = n));
  row("attribute set, with its share of the commit", "312 µs", "30 µs", us(set));
  const simple = time(500_000, () => (sink = lamp.access(looker, "get")));
  const perm = time(500_000, () => (sink = lamp.access(looker, "edit")));
  row(
    "lock check, simple / with a permission",
    "5 µs / 9.6 µs",
    "0.3 µs / 0.5 µs",
    `${us(simple)} / ${us(perm)}`,
  );
  const search = time(30_000, () => (sink = looker.search("candidate 57", { quiet: true })));
  row("local search, 100 candidates", "1.2 ms", "30 µs", us(search));
  const create = await timeTurns(10_000, (n) =>
    kernel.create(Lamp, {
      key: `thing ${n}`,
      noHome: true,
      tags: ["bench"],
      attributes: { a: 1, b: "two", c: [3] },
    }),
  );
  row("create an object, 3 attributes and a tag", "4.4 ms", "100 µs", us(create));
  const move = await timeTurns(20_000, (n) => lamp.moveTo(n % 2 === 0 ? away : room, { quiet: true }));
  row("move with hooks, quietly", "1.2 ms", "40 µs", us(move));
  void sink;

  async function timeTurns(count: number, action: (n: number) => unknown): Promise<number> {
    const run = async (rounds: number): Promise<number> => {
      const began = performance.now();
      for (let n = 0; n < rounds; n++) kernel.turns.enqueue(spec, () => action(n));
      await settled();
      return ((performance.now() - began) / rounds) * 1000;
    };
    await run(count / 10);
    return run(count);
  }
}

/** Turns that write come all the time, into a real file: how long is the loop held up? */
async function measureStall(): Promise<void> {
  await withFolder(async (directory) => {
    const store = openStore("sqlite:game.db", {
      durability: "process",
      directory,
      logger: silentLogger,
      clock: systemClock,
      mayMigrate: true,
    });
    const { kernel, settled } = await startWorld(store);
    const lamps = await kernel.turns.run(spec, () =>
      Array.from({ length: 2000 }, (_, n) =>
        kernel.create(Lamp, { key: `lamp ${n}`, noHome: true, attributes: { text: "x".repeat(200) } }),
      ),
    );
    await settled();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const until = performance.now() + 3000;
    for (let n = 0; performance.now() < until; n++) {
      kernel.turns.enqueue(spec, () => {
        const lamp = lamps[n % lamps.length];
        if (lamp !== undefined) lamp.fuel = n;
      });
      // A thousand and more turns a second, as a busy game has.
      if (n % 5 === 4) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    delay.disable();
    await settled();
    await store.close();
    const p99 = delay.percentile(99) / 1e6 - 1;
    row(
      "stall of the loop by the store while turns write, p99",
      "unbounded",
      "10 ms",
      `${Math.max(0, p99).toFixed(1)} ms`,
    );
  });
}

/** @param address of an empty database; null for a file of its own */
function measureBigWorld(store: string, address: string | null): void {
  void withFolder((directory) => {
    const run = (verb: string): string =>
      execFileSync(
        process.execPath,
        [
          ...process.execArgv,
          path.join(import.meta.dirname, "big-world.ts"),
          verb,
          address ?? "sqlite:game.db",
          options.objects,
        ],
        { cwd: directory, encoding: "utf8", maxBuffer: 2 ** 20 },
      );
    run("fill");
    const found = JSON.parse(run("start")) as BigWorldFigures;
    const where = `${store}, ${found.objects.toLocaleString("en")} objects`;
    row(
      `start, until logins are taken (${where})`,
      "minutes",
      "5 s",
      `${(found.startMs / 1000).toFixed(1)} s`,
    );
    row(`first touch of one object (${where})`, "3.1 ms", "20 µs", us(found.touchUs));
    row(
      `first look at 100 untouched objects (${where})`,
      "0.3 s",
      "10 ms",
      `${found.firstLookMs.toFixed(1)} ms`,
    );
    row(
      `memory of an object, untouched / more once touched (${where})`,
      "- / 14.6 KB",
      "100 B / 600 B",
      `${found.skeletonBytes.toFixed(0)} B / ${found.bodyBytes.toFixed(0)} B`,
    );
    row(
      `memory of the process, live / resident (${where})`,
      "-",
      "- / 600 MB",
      `${found.liveMiB.toFixed(0)} MiB / ${found.residentMiB.toFixed(0)} MiB`,
    );
    return Promise.resolve();
  });
}

async function withFolder(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), "mudlark-budgets-"));
  try {
    await work(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Microseconds for each round, after a warm-up. */
function time(rounds: number, action: () => unknown): number {
  for (let round = 0; round < rounds / 10; round++) action();
  const began = performance.now();
  for (let round = 0; round < rounds; round++) action();
  return ((performance.now() - began) / rounds) * 1000;
}

function us(microseconds: number): string {
  return `${microseconds < 10 ? microseconds.toFixed(2) : microseconds.toFixed(0)} µs`;
}

function tableOf(all: readonly BudgetRow[]): string {
  const cells = [
    ["operation", "reference", "budget", "measured"],
    ...all.map(({ operation, reference, budget, measured }) => [operation, reference, budget, measured]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
