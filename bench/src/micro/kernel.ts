/**
 * What the kernel's own work costs: reading and setting attributes, an empty turn, a turn with a commit, creating an
 * object, loading a world.
 *
 * Run: `npx node --conditions=source bench/src/micro/kernel.ts`
 */
import { MemoryStore } from "../../../packages/mudlark/src/store/memory-store.ts";
import { Lamp, startWorld, storedLamps } from "./bench-world.ts";

const spec = { kind: "line", label: "look", lane: "session:1", session: 1 } as const;

const { kernel, settled } = await startWorld(new MemoryStore());
const lamp = await kernel.turns.run(spec, () =>
  kernel.create(Lamp, {
    key: "lamp",
    noHome: true,
    attributes: { mood: "dim", nested: [1, { deep: [1, 2, 3] }] },
  }),
);
await kernel.turns.run(spec, () => (lamp.fuel = 5));

let sink: unknown;
measure("attribute get, db", 3_000_000, () => (sink = lamp.db.mood));
measure("attribute get, handler", 3_000_000, () => (sink = lamp.attributes.get("mood")));
measure("attribute get, declared", 10_000_000, () => (sink = lamp.fuel));
measure("attribute get, an item of a list", 3_000_000, () => (sink = (lamp.db.nested as number[])[0]));
measure(
  "attribute get, four steps deep",
  3_000_000,
  () => (sink = (lamp.db.nested as [number, { deep: number[] }])[1].deep[2]),
);
await measureInTurn("attribute set, db, within a turn", 300_000, (count) => (lamp.db.mood = count));
await measureInTurn("attribute set, declared, within a turn", 300_000, (count) => (lamp.fuel = count));
await measureTurns("empty turn", 400_000, () => {});
await measureTurns("turn that reads", 400_000, () => (sink = lamp.db.mood));
await measureTurns("turn that sets one attribute, with its commit", 100_000, (count) => (lamp.fuel = count));
await measureTurns("async turn without waits", 100_000, async () => {});
await measureTurns("create an object with 3 attributes and a tag, with its commit", 20_000, (count) =>
  kernel.create(Lamp, {
    key: `thing ${count}`,
    noHome: true,
    location: lamp,
    tags: ["bench"],
    attributes: { a: 1, b: "two", c: [3] },
  }),
);
await measureLoad(100_000);
void sink;

function measure(what: string, rounds: number, action: () => void): void {
  for (let round = 0; round < rounds / 10; round++) action();
  const start = performance.now();
  for (let round = 0; round < rounds; round++) action();
  report(what, rounds, performance.now() - start);
}

async function measureInTurn(what: string, rounds: number, action: (count: number) => void): Promise<void> {
  await kernel.turns.run(spec, () => {
    for (let round = 0; round < rounds / 10; round++) action(round);
    const start = performance.now();
    for (let round = 0; round < rounds; round++) action(round);
    report(what, rounds, performance.now() - start);
  });
}

async function measureTurns(what: string, rounds: number, action: (count: number) => unknown): Promise<void> {
  const run = async (count: number): Promise<number> => {
    const start = performance.now();
    for (let round = 0; round < count; round++) kernel.turns.enqueue(spec, () => action(round));
    await settled();
    return performance.now() - start;
  };
  await run(rounds / 10);
  report(what, rounds, await run(rounds));
}

/** The store's own part is measured by itself and taken off. */
async function measureLoad(count: number): Promise<void> {
  const store = new MemoryStore();
  const ready = await startWorld(store);
  await store.write(storedLamps(1, 1, count));
  await ready.kernel.committer.flush();
  await store.release();
  for (const attempt of ["first", "again"]) {
    let start = performance.now();
    let seen = 0;
    await store.open();
    for await (const chunk of store.entities()) seen += chunk.length;
    const own = performance.now() - start;
    await store.release();
    globalThis.gc?.();
    start = performance.now();
    await startWorld(store);
    report(`load ${seen} rows, beyond the store's own part, ${attempt}`, 1, performance.now() - start - own);
    await store.release();
  }
}

function report(what: string, rounds: number, milliseconds: number): void {
  const nanoseconds = (milliseconds / rounds) * 1e6;
  const shown =
    nanoseconds < 10_000
      ? `${nanoseconds.toFixed(0)} ns`
      : nanoseconds < 1e7
        ? `${(nanoseconds / 1000).toFixed(1)} µs`
        : `${(nanoseconds / 1e6).toFixed(0)} ms`;
  console.log(`${shown.padStart(10)}  ${what}`);
}
