import { execFileSync } from "node:child_process";
import { chownSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "../../testing/fake-clock.ts";
import { batchOf, describeStore, entityRow, readAll } from "../store.suite.ts";
import { startWorker } from "./remote-writer.ts";
import type { StartThread } from "./remote-writer.ts";
import { SqliteBench } from "./sqlite-store.suite.ts";

describeStore("sqlite", () => {
  const bench = new SqliteBench();
  const disturbers: DatabaseSync[] = [];
  return {
    store: () => bench.store(),
    breakLock: () => rmSync(`${bench.file}.lock`),
    breakDisk() {
      const disturber = new DatabaseSync(bench.file);
      disturber.exec("BEGIN IMMEDIATE");
      disturbers.push(disturber);
    },
    mendDisk: () => disturbers.pop()?.close(),
    dispose: () => bench.dispose(),
  };
});

describe("a store in an SQLite file", () => {
  let bench: SqliteBench;

  beforeEach(() => {
    bench = new SqliteBench();
  });
  afterEach(() => bench.dispose());

  test("another program that writes is reported as busy", async () => {
    const store = bench.store();
    await store.open();
    using other = new DatabaseSync(bench.file);
    other.exec("BEGIN IMMEDIATE");
    await expect(store.write(batchOf(1))).rejects.toMatchObject({ reason: "busy", cause: expect.any(Error) });
  });

  test("a file that is no database is reported as damaged, and the lock is let go", async () => {
    mkdirSync(path.dirname(bench.file));
    writeFileSync(bench.file, "this is not a database, ".repeat(100));
    const store = bench.store();
    await expect(store.open()).rejects.toMatchObject({ reason: "corrupt", mayPass: false });
    rmSync(bench.file);
    await bench.store().open();
  });

  test("a folder that cannot be made is reported, and opening works when it can", async () => {
    const inTheWay = path.dirname(bench.file);
    writeFileSync(inTheWay, "");
    const store = bench.store();
    await expect(store.open()).rejects.toMatchObject({ code: "STORE_FAILED", reason: "io" });
    rmSync(inTheWay);
    await store.open();
    await store.write(batchOf(1));
  });

  test("a folder or file without permission is reported until there is one, also when the superuser tries", () => {
    // Whoever runs the tests, nobody in particular writes.
    if (process.getuid?.() === 0) chownSync(bench.directory, 65_534, 65_534);
    const program = path.join(import.meta.dirname, "unprivileged.fixture.ts");
    const said = execFileSync(process.execPath, [program, bench.directory], { encoding: "utf8" });
    const refused = (name: string, reason: string): unknown => ({
      name,
      reason,
      message: expect.stringContaining(bench.directory) as string,
    });
    expect(
      said
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      refused("a folder without permission", "io"),
      { name: "a folder with permission", sequence: 1 },
      refused("a file that may only be read", "readonly"),
      { name: "a file that may be written", sequence: 2 },
    ]);
  });

  test("a value that cannot be stored is refused for good, and the next batch goes through", async () => {
    const store = bench.store();
    await store.open();
    const wrong = entityRow(1, { createdAt: 1.5 });
    await expect(store.write(batchOf(1, { put: [wrong] }))).rejects.toMatchObject({
      reason: "refused",
      mayPass: false,
    });
    await store.write(batchOf(1, { put: [entityRow(1)] }));
    expect(await readAll(store)).toEqual([entityRow(1)]);
  });

  test("a file that vanished is not replaced by an empty one", async () => {
    const store = bench.store();
    await store.open();
    await store.close();
    const next = bench.store({ startThread: threadThatDiesAt(2) });
    await next.open();
    await expect(next.write(batchOf(1))).rejects.toMatchObject({ reason: "writer" });
    rmSync(bench.file);
    await expect(next.write(batchOf(1))).rejects.toMatchObject({ reason: "io" });
  });

  test("people find names in place of numbers in the view", async () => {
    const store = bench.store();
    await store.open();
    await store.write(batchOf(1, { put: [entityRow(5, { kind: "script", classId: "game.Tide" })] }));
    using shell = new DatabaseSync(bench.file);
    expect(shell.prepare("SELECT kind, id, class, created_at FROM entity_named").get()).toEqual({
      kind: "script",
      id: 5,
      class: "game.Tide",
      created_at: "2026-01-01 00:00:00.005",
    });
  });

  describe("when its thread dies", () => {
    test("between two writes, the next one starts another", async () => {
      const threads: Worker[] = [];
      const store = bench.store({
        startThread(...start) {
          threads.push(startWorker(...start));
          return threads.at(-1) as Worker;
        },
      });
      await store.open();
      await store.write(batchOf(1));
      await threads[0]?.terminate();
      await store.write(batchOf(2, { put: [entityRow(1)] }));
      expect(await readAll(store)).toEqual([entityRow(1)]);
      expect(threads.length).toBe(2);
    });

    test("after a write and before its answer, the write fails, and may be repeated", async () => {
      const store = bench.store({ startThread: threadThatDiesAt(2) });
      await store.open();
      const batch = batchOf(1, { put: [entityRow(1)] });
      await expect(store.write(batch)).rejects.toMatchObject({ code: "STORE_FAILED", reason: "writer" });
      await expect(bench.store().open()).rejects.toMatchObject({ code: "STORE_LOCKED" });
      expect(await readAll(store)).toEqual([entityRow(1)]);
      await store.write({ ...batch, put: [entityRow(1), entityRow(2)] });
      await store.write(batchOf(2, { put: [entityRow(3)] }));
      expect(await readAll(store)).toEqual([entityRow(1), entityRow(2), entityRow(3)]);
    });

    test("at the opening, the lock is free, and a later opening works", async () => {
      const store = bench.store({ startThread: threadThatDiesAt(1) });
      await expect(store.open()).rejects.toMatchObject({ code: "STORE_FAILED", reason: "writer" });
      const other = bench.store();
      await other.open();
      await other.close();
      expect((await store.open()).sequence).toBe(0);
      await store.write(batchOf(1));
    });
  });

  describe("its log", () => {
    test("is copied some time after a commit", async () => {
      const clock = new FakeClock();
      const store = bench.store({ clock, checkpoints: { pages: 1000, everyMs: 5000, mostPages: 16_000 } });
      await store.open();
      await store.write(batchOf(1, { put: [entityRow(1)] }));
      const before = statSync(bench.file).size;
      clock.advance(4999);
      expect(statSync(bench.file).size).toBe(before);
      clock.advance(1);
      await store.release();
      expect(statSync(bench.file).size).toBeGreaterThan(before);
    });

    test("stays bounded under commits without a pause", async () => {
      const store = bench.store({ checkpoints: { pages: 20, everyMs: 5000, mostPages: 100 } });
      await store.open();
      let largest = 0;
      for (let sequence = 1; sequence <= 400; sequence++) {
        const rows = Array.from({ length: 10 }, (_, index) =>
          entityRow(sequence * 10 + index, { body: "x".repeat(1000) }),
        );
        await store.write(batchOf(sequence, { put: rows }));
        largest = Math.max(largest, statSync(`${bench.file}-wal`).size);
      }
      expect(largest / 4096).toBeLessThan(150);
    });

    test("may grow while another program reads, and no commit fails for it", async () => {
      const store = bench.store({ checkpoints: { pages: 10, everyMs: 5000, mostPages: 40 } });
      await store.open();
      using reader = new DatabaseSync(bench.file);
      reader.exec("BEGIN; SELECT * FROM state");
      for (let sequence = 1; sequence <= 100; sequence++) {
        await store.write(batchOf(sequence, { put: [entityRow(sequence, { body: "x".repeat(3000) })] }));
      }
      expect(statSync(`${bench.file}-wal`).size / 4096).toBeGreaterThan(100);
      reader.exec("COMMIT");
      for (let sequence = 101; sequence <= 200; sequence++) await store.write(batchOf(sequence));
      expect((await readAll(store)).length).toBe(100);
    });
  });
});

/** Its first thread does `calls` calls and dies with the last answer unsaid; the threads after it are sound. */
function threadThatDiesAt(calls: number): StartThread {
  let started = false;
  return (program, options) => {
    const thread = startWorker(program, options);
    if (started) return thread;
    started = true;
    let left = calls;
    const emit = thread.emit.bind(thread);
    thread.emit = (event: string | symbol, ...values: unknown[]) => {
      if (event !== "message") return emit(event, ...values);
      left -= 1;
      if (left > 0) return emit(event, ...values);
      void thread.terminate();
      return true;
    };
    return thread;
  };
}
