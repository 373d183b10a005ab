/**
 * What the kernel's own work costs: reading and setting attributes, an empty turn, a turn with a commit, creating an
 * object, loading a world.
 *
 * Run: `npx node bench/src/micro/kernel.ts`
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { systemClock } from "../../../packages/mudlark/src/base/clock.ts";
import { silentLogger } from "../../../packages/mudlark/src/base/logger.ts";
import { systemRandom } from "../../../packages/mudlark/src/base/random.ts";
import { attr } from "../../../packages/mudlark/src/model/attributes/declared/attr.ts";
import { Kernel } from "../../../packages/mudlark/src/model/kernel.ts";
import { WorldObject } from "../../../packages/mudlark/src/model/object/world-object.ts";
import type { TurnContext } from "../../../packages/mudlark/src/model/turn/turn-context.ts";
import { MemoryStore } from "../../../packages/mudlark/src/store/memory-store.ts";
import type { Batch, EntityRow } from "../../../packages/mudlark/src/store/rows.ts";

class Lamp extends WorldObject.with({ fuel: attr.int({ default: 100, min: 0 }) }) {}

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

async function startWorld(store: MemoryStore): Promise<{ kernel: Kernel; settled: () => Promise<void> }> {
  const storage = new AsyncLocalStorage<object>();
  const context: TurnContext = {
    run: (fiber, action, argument) => storage.run(fiber, action, argument),
    current: () => storage.getStore(),
    afterMicrotasks(callback) {
      const handle = setImmediate(callback);
      return { cancel: () => clearImmediate(handle) };
    },
  };
  const nothing = (): void => {};
  const world = new Kernel({
    store,
    context,
    clock: systemClock,
    logger: silentLogger,
    random: systemRandom,
    commandTimeMs: 1e9,
    audience: { deliver: nothing, isOnline: () => false },
    control: { accountOf: () => null, puppetOf: () => null, isQuelled: () => false },
    running: nothing,
    idle: nothing,
    backpressure: () => false,
    slowTurn: nothing,
    onError: (_turn, error) => console.error(error),
    release: nothing,
    marksFor: () => null,
    storeFailed: (error) => console.error(error),
    storeRecovered: nothing,
  });
  world.registerClass(Lamp, { path: "bench", name: "Lamp" });
  await world.load();
  return {
    kernel: world,
    settled: async () => {
      await world.turns.quiet();
      await world.committer.flush();
    },
  };
}

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
  await store.write(batchOf(count));
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

function batchOf(count: number): Batch {
  const locks =
    "control:perm(Developer);delete:perm(Admin);edit:perm(Admin);examine:perm(Builder);get:all();view:all()";
  const put = Array.from({ length: count }, (_, index): EntityRow => {
    const id = index + 1;
    return {
      kind: "object",
      id,
      classId: "bench.Lamp",
      content: id % 10 === 0 ? "room" : "object",
      key: `thing number ${id}`,
      createdAt: 1_700_000_000_000 + id,
      location: id % 10 === 0 ? null : Math.min(count, Math.ceil(id / 10) * 10),
      home: 10,
      destination: null,
      aliases: null,
      tags: id % 3 === 0 ? '["bench"]' : null,
      locks,
      body: JSON.stringify({
        a: [
          ["fuel", id],
          ["desc", "It is as plain as the others."],
          ["list", [1, 2, 3]],
        ],
      }),
    };
  });
  const none: never[] = [];
  return {
    sequence: 1,
    put,
    remove: none,
    highestIds: [{ kind: "object", id: count }],
    settings: none,
    marks: none,
    forgetMarks: none,
    forgetGatewaysExcept: null,
    sync: false,
  };
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
