import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasCode } from "../base/errors.ts";
import { integerBetween, seededRandom } from "../base/random.ts";
import { numberedBatch, rowsAfter } from "./numbered-batches.fixture.ts";
import type { Store, StoredWorld } from "./store.ts";
import { batchOf, readAll } from "./store.suite.ts";

const program = path.join(import.meta.dirname, "store-child.fixture.ts");

/** A world in a process of its own. */
class Child {
  readonly #process: ChildProcess;
  readonly #said: string[] = [];
  readonly #ended: Promise<unknown>;
  #waiting: { readonly lines: number; readonly resolve: () => void } | null = null;

  constructor(...programArguments: readonly string[]) {
    this.#process = spawn(process.execPath, [program, ...programArguments], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#ended = once(this.#process, "close");
    if (this.#process.stdout !== null) {
      createInterface(this.#process.stdout).on("line", (line) => this.#heard(line));
    }
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Resolves when the process has said so many lines, or is dead. */
  async said(lines: number): Promise<void> {
    const heard = new Promise<void>((resolve) => (this.#waiting = { lines, resolve }));
    if (this.#said.length < lines) await Promise.race([heard, this.#ended]);
  }

  /** Kills it, and resolves to all that it said. */
  async kill(): Promise<readonly string[]> {
    this.#process.kill("SIGKILL");
    await this.#ended;
    return this.#said;
  }

  #heard(line: string): void {
    this.#said.push(line);
    if (this.#waiting !== null && this.#said.length >= this.#waiting.lines) this.#waiting.resolve();
  }
}

/** One world that several processes can open. */
export interface SharedBench {
  readonly url: string;
  store(): Store;
  dispose(): Promise<void>;
}

/** What a store that outlives its process must do; `rounds` is how often the process is killed. */
export function describeProcessDeath(
  name: string,
  rounds: number,
  create: () => SharedBench | Promise<SharedBench>,
): void {
  describe(`${name} and the death of its process`, () => {
    let bench: SharedBench;
    let children: Child[];

    beforeEach(async () => {
      bench = await create();
      children = [];
    });
    afterEach(async () => {
      for (const child of children) await child.kill();
      await bench.dispose();
    });

    function start(...programArguments: readonly string[]): Child {
      const child = new Child(...programArguments);
      children.push(child);
      return child;
    }

    test("a second process is refused by name, and finds the lock free after the first was killed", async () => {
      const child = start("hold", bench.url);
      await child.said(1);
      const store = bench.store();
      await expect(store.open()).rejects.toMatchObject({
        code: "STORE_LOCKED",
        message: expect.stringContaining(`process ${child.pid}`),
      });
      await child.kill();
      await openOnceFree(store);
      await store.write(batchOf(1));
    });

    test("a process that takes over leaves the one before without a place", async () => {
      const store = bench.store();
      await store.open();
      await store.release();
      const child = start("write", bench.url, "process");
      await child.said(3);
      await expect(store.open()).rejects.toMatchObject({ code: "STORE_LOCKED" });
      await expect(store.write(batchOf(1))).rejects.toMatchObject({ code: "STORE_EPOCH" });
      await child.kill();
      expect((await openOnceFree(store)).sequence).toBeGreaterThanOrEqual(2);
    });

    test("kill -9 at any moment loses no acknowledged batch and leaves none in part", async () => {
      const random = seededRandom(2026);
      let stored = 0;
      for (let round = 0; round < rounds; round++) {
        const child = start("write", bench.url, round % 3 === 2 ? "power" : "process");
        await child.said(integerBetween(random, 2, 60));
        // The moment is what this test varies: anywhere in the life of a batch or a checkpoint.
        await delay(random.next() * 4);
        const acknowledged = Number((await child.kill()).at(-1));

        const store = bench.store();
        const world = await openOnceFree(store);
        expect(world.sequence).toBeGreaterThanOrEqual(acknowledged);
        expect(world.sequence).toBeGreaterThan(stored);
        stored = world.sequence;
        expect(await readAll(store)).toEqual(rowsAfter(stored));
        const { highestIds, settings, marks } = numberedBatch(stored);
        expect([...world.highestIds]).toEqual(highestIds.map(({ kind, id }) => [kind, id]));
        expect([...world.settings]).toEqual(settings.map(({ key, value }) => [key, value]));
        expect(world.marks).toEqual(marks);
        await store.close();
      }
    }, 60_000);
  });
}

/** The operating system, or the server, needs a moment to see that the process is dead. */
async function openOnceFree(store: Store): Promise<StoredWorld> {
  for (;;) {
    try {
      return await store.open();
    } catch (error) {
      if (!hasCode(error, "STORE_LOCKED")) throw error;
      await delay(5);
    }
  }
}
