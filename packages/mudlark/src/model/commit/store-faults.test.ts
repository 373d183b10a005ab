import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, test } from "vitest";
import { MemoryDisk, MemoryStore } from "../../store/memory-store.ts";
import type { Batch } from "../../store/rows.ts";
import { startWorker } from "../../store/sqlite/remote-writer.ts";
import { SqliteBench } from "../../store/sqlite/sqlite-store.suite.ts";
import type { FailureReason } from "../../store/store-failure.ts";
import type { Store } from "../../store/store.ts";
import { testKernel } from "../../testing/test-kernel.ts";
import { expectSound } from "../../world/check/expect-sound.suite.ts";
import type { Message } from "../message.ts";
import { WorldObject } from "../object/world-object.ts";

class Chest extends WorldObject {
  static readonly classId: string = "test/Chest";
}

/** Something that keeps a world from saving. */
interface Fault {
  readonly store: Store;
  begin(): void | Promise<void>;
  mend(): void | Promise<void>;
}

const passing: readonly FailureReason[] = [
  "busy",
  "full",
  "readonly",
  "io",
  "unreachable",
  "writer",
  "other",
];

const endings: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

describe(
  "a world that cannot save for a while loses nothing, says nothing too early, and goes on",
  { timeout: 30_000 },
  () => {
    test.each(passing)("(%s, in memory)", async (reason) => {
      const disk = new MemoryDisk();
      await liveThrough({
        store: new MemoryStore(disk),
        begin: () => void (disk.failing = reason),
        mend: () => void (disk.failing = null),
      });
    });

    test("(another program keeps the database locked)", async () => {
      const bench = new SqliteBench();
      endings.push(() => bench.dispose());
      const lock: { other?: DatabaseSync } = {};
      await liveThrough({
        store: bench.store(),
        begin() {
          lock.other = new DatabaseSync(bench.file);
          lock.other.exec("BEGIN IMMEDIATE");
        },
        mend: () => lock.other?.close(),
      });
    });

    test("(its thread is killed after each write, before it can say so)", async () => {
      const bench = new SqliteBench();
      endings.push(() => bench.dispose());
      let kills = false;
      const store = bench.store({
        startThread(program, options) {
          const thread = startWorker(program, options);
          const emit = thread.emit.bind(thread);
          thread.emit = (event: string | symbol, ...values: unknown[]): boolean => {
            if (!kills || event !== "message") return emit(event, ...values);
            void thread.terminate();
            return true;
          };
          return thread;
        },
      });
      await liveThrough({ store, begin: () => void (kills = true), mend: () => void (kills = false) });
    });
  },
);

test("a world with a slow disk goes on meanwhile, and shows nothing before it is saved, in order", async () => {
  const slow = new SlowStore();
  const { kernel, turn, heardBy } = await testKernel({ store: slow, classes: [Chest] });
  const chest = await turn(() => kernel.create(Chest, { key: "chest", noHome: true }));
  slow.isHeld = true;
  const ran: number[] = [];
  const turns = [1, 2, 3].map((number) =>
    turn(() => {
      ran.push(number);
      chest.db.coins = number;
      kernel.deliver(chest, messageOf(`${number}`));
    }),
  );
  const reads = turn(() => kernel.deliver(chest, messageOf(`there are ${String(chest.db.coins)}`)));
  await settle();
  // Not even a look may show what a crash could take back.
  expect([ran, heardBy(chest)]).toEqual([[1, 2, 3], []]);
  slow.letOne();
  await Promise.all(turns.slice(0, 1));
  expect(heardBy(chest)[0]).toBe("1");
  slow.letAll();
  await Promise.all([...turns, reads]);
  expect(heardBy(chest)).toEqual(["1", "2", "3", "there are 3"]);
  expect(slow.batches).toBeLessThan(5);
});

/** Holds each write until it is told to let it go. */
class SlowStore extends MemoryStore {
  isHeld = false;
  batches = 0;
  readonly #waiting: (() => void)[] = [];

  override async write(batch: Batch): Promise<void> {
    this.batches += 1;
    if (this.isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    await super.write(batch);
  }

  letOne(): void {
    this.#waiting.shift()?.();
  }

  letAll(): void {
    this.isHeld = false;
    for (const go of this.#waiting.splice(0)) go();
  }
}

/** People play, the fault comes, and goes. */
async function liveThrough(fault: Fault): Promise<void> {
  const { store } = fault;
  const failures: string[] = [];
  let recovered = 0;
  const world = await testKernel({
    store,
    classes: [Chest],
    ports: {
      storeFailed: (error, willRetry) => void failures.push(`${error.code} ${willRetry}`),
      storeRecovered: () => void (recovered += 1),
    },
  });
  const { kernel, turn, clock, heardBy } = world;
  const chest = await turn(() => kernel.create(Chest, { key: "chest", noHome: true }));
  await fault.begin();
  const count = (coins: number): Promise<void> =>
    turn(() => {
      chest.db.coins = coins;
      kernel.deliver(chest, messageOf(`${coins}`));
    });
  const first = count(1);
  await until(() => failures.length > 0);
  const second = count(2);
  await settle();
  // It tries again, in vain.
  clock.advance(100);
  await settle();
  expect([failures, chest.db.coins, heardBy(chest), recovered]).toEqual([["STORE_FAILED true"], 1, [], 0]);

  await fault.mend();
  await until(() => {
    clock.advance(5000);
    return recovered > 0;
  });
  await Promise.all([first, second]);
  expect([failures, recovered, heardBy(chest)]).toEqual([["STORE_FAILED true"], 1, ["1", "2"]]);
  await expectSound(kernel, store);
  await store.close();
}

function messageOf(text: string): Message {
  return { text, options: {} };
}

/** Lets everything happen that happens by itself. */
async function settle(): Promise<void> {
  for (let round = 0; round < 5; round++) await new Promise((resolve) => setImmediate(resolve));
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await settle();
}
