import { AsyncLocalStorage } from "node:async_hooks";
import { systemClock } from "../../../packages/mudlark/src/base/clock.ts";
import { silentLogger } from "../../../packages/mudlark/src/base/logger.ts";
import { systemRandom } from "../../../packages/mudlark/src/base/random.ts";
import { attr } from "../../../packages/mudlark/src/model/attributes/declared/attr.ts";
import { Kernel } from "../../../packages/mudlark/src/model/kernel.ts";
import { WorldObject } from "../../../packages/mudlark/src/model/object/world-object.ts";
import type { TurnContext } from "../../../packages/mudlark/src/model/turn/turn-context.ts";
import type { Batch, EntityRow } from "../../../packages/mudlark/src/store/rows.ts";
import type { Store } from "../../../packages/mudlark/src/store/store.ts";

export class Lamp extends WorldObject.with({ fuel: attr.int({ default: 100, min: 0 }) }) {}

/** A kernel that has loaded what is in the store, and nothing else of an engine. */
export async function startWorld(store: Store): Promise<{ kernel: Kernel; settled: () => Promise<void> }> {
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

/** Lamps and rooms as they are stored, a tenth of them rooms. The number of the batch is `sequence`. */
export function storedLamps(sequence: number, first: number, count: number): Batch {
  const locks =
    "control:perm(Developer);delete:perm(Admin);edit:perm(Admin);examine:perm(Builder);get:all();view:all()";
  const put = Array.from({ length: count }, (_, index): EntityRow => {
    const id = first + index;
    return {
      kind: "object",
      id,
      classId: "bench.Lamp",
      content: id % 10 === 0 ? "room" : "object",
      key: `thing number ${id}`,
      createdAt: 1_700_000_000_000 + id,
      location: id % 10 === 0 ? null : Math.min(first + count - 1, Math.ceil(id / 10) * 10),
      home: 2,
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
    sequence,
    put,
    remove: none,
    highestIds: [{ kind: "object", id: first + count - 1 }],
    settings: none,
    marks: none,
    forgetMarks: none,
    forgetGatewaysExcept: null,
    sync: false,
  };
}
