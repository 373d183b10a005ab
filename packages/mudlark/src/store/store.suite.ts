import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyBatch } from "./rows.ts";
import type { Batch, EntityId, EntityRow, SessionMark } from "./rows.ts";
import { StoreFailure } from "./store-failure.ts";
import type { Store, StoredWorld } from "./store.ts";

/** One world on which a suite opens stores, one after the other or side by side. */
export interface StoreBench {
  /** A store that has not been opened, on the same world each time. */
  store(): Store;
  /** Lets the lock be taken although somebody holds it, as no program does but a person may. */
  breakLock(): void | Promise<void>;
  /** Makes every write fail … */
  breakDisk(): void | Promise<void>;
  /** … until this. */
  mendDisk(): void | Promise<void>;
  /** Closes what is left. */
  dispose(): Promise<void>;
}

export function entityRow(id: number, changes: Partial<EntityRow> = {}): EntityRow {
  return {
    kind: "object",
    id,
    classId: "stock.Thing",
    content: "object",
    key: `thing ${id}`,
    createdAt: Date.UTC(2026, 0, 1) + id,
    location: null,
    home: null,
    destination: null,
    aliases: null,
    tags: null,
    locks: null,
    body: null,
    ...changes,
  };
}

export function batchOf(sequence: number, changes: Partial<Batch> = {}): Batch {
  return { ...emptyBatch, ...changes, sequence };
}

export async function readAll(store: Pick<Store, "entities">): Promise<EntityRow[]> {
  const rows: EntityRow[] = [];
  for await (const chunk of store.entities()) rows.push(...chunk);
  return rows;
}

function mark(session: number, changes: Partial<SessionMark> = {}): SessionMark {
  return { gateway: "g1", session, revision: 1, lines: [1, 2], state: "{}", ...changes };
}

/** What every implementation of `Store` must do. */
export function describeStore(name: string, create: () => StoreBench | Promise<StoreBench>): void {
  describe(`${name} as a store`, () => {
    let bench: StoreBench;

    beforeEach(async () => {
      bench = await create();
    });
    afterEach(() => bench.dispose());

    async function opened(): Promise<Store> {
      const store = bench.store();
      await store.open();
      return store;
    }

    /** Closes the store and shows what the next one finds. */
    async function reopened(store: Store): Promise<StoredWorld & { rows: EntityRow[] }> {
      await store.close();
      const next = bench.store();
      const world = await next.open();
      const rows = await readAll(next);
      await next.close();
      return { ...world, rows };
    }

    describeContent(opened, reopened);
    describeHolding(() => bench, opened);
    describeTrouble(() => bench, opened, reopened);
  });
}

type Opened = () => Promise<Store>;
type Reopened = (store: Store) => Promise<StoredWorld & { rows: EntityRow[] }>;

function describeContent(opened: Opened, reopened: Reopened): void {
  test("a new store is empty", async () => {
    const world = await reopened(await opened());
    expect(world.rows).toEqual([]);
    expect(world.settings.size).toBe(0);
    expect(world.highestIds.size).toBe(0);
    expect(world.marks).toEqual([]);
    expect(world.sequence).toBe(0);
  });

  test("what was written is there after the next opening, field for field", async () => {
    const full = entityRow(7, {
      kind: "account",
      classId: "game.Hero",
      content: "",
      key: "Zoë \u0000 “𝔷”",
      location: 1,
      home: 2,
      destination: 3,
      aliases: '["z"]',
      tags: '[["t","c"]]',
      locks: "get:all()",
      body: '{"a":1}',
    });
    const store = await opened();
    await store.write(batchOf(1, { put: [entityRow(1), full] }));
    expect((await reopened(store)).rows).toEqual([full, entityRow(1)]);
  });

  test("a new state replaces the old one, and what is removed is gone", async () => {
    const store = await opened();
    await store.write(batchOf(1, { put: [entityRow(1), entityRow(2), entityRow(3)] }));
    const changed = entityRow(2, { classId: "game.Lamp", content: "room", key: "lamp", body: "{}" });
    await store.write(batchOf(2, { put: [changed], remove: [{ kind: "object", id: 3 }] }));
    await store.write(batchOf(3, { remove: [{ kind: "never", id: 1 }] }));
    expect((await reopened(store)).rows).toEqual([entityRow(1), changed]);
  });

  test("entities come in chunks, ordered by kind and id", async () => {
    const rows = ["account", "object", "script"].flatMap((kind) =>
      Array.from({ length: 1500 }, (_, index) => entityRow(index + 1, { kind })),
    );
    const store = await opened();
    await store.write(batchOf(1, { put: rows.toReversed() }));
    const sizes: number[] = [];
    for await (const chunk of store.entities()) sizes.push(chunk.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    expect(await readAll(store)).toEqual(rows);
  });

  test("reading may stop early", async () => {
    const store = await opened();
    const rows = Array.from({ length: 2500 }, (_, index) => entityRow(index + 1));
    await store.write(batchOf(1, { put: rows }));
    for await (const chunk of store.entities()) {
      expect(chunk[0]).toEqual(entityRow(1));
      break;
    }
    await store.write(batchOf(2, { remove: rows }));
    expect(await readAll(store)).toEqual([]);
  });

  test("while a reader is slow, writing goes on and the reader sees one moment", async () => {
    const store = await opened();
    const rows = Array.from({ length: 1500 }, (_, index) => entityRow(index + 1));
    await store.write(batchOf(1, { put: rows }));
    const seen: EntityRow[] = [];
    for await (const chunk of store.entities()) {
      if (seen.length === 0) await store.write(batchOf(2, { remove: rows }));
      seen.push(...chunk);
    }
    expect(seen).toEqual(rows);
  });

  test("the highest ids are remembered, also of what was removed, and never sink", async () => {
    const store = await opened();
    const highest = (id: number) => [{ kind: "object", id }];
    await store.write(batchOf(1, { put: [entityRow(9)], highestIds: highest(9) }));
    await store.write(batchOf(2, { remove: [entityRow(9)], highestIds: highest(5) }));
    await store.write(batchOf(3, { highestIds: [{ kind: "script", id: 2 }] }));
    const { highestIds } = await reopened(store);
    expect(Object.fromEntries(highestIds)).toEqual({ object: 9, script: 2 });
  });

  test("settings are put, replaced and removed", async () => {
    const store = await opened();
    const put = (key: string, value: string | null) => ({ key, value });
    await store.write(batchOf(1, { settings: [put("a", "1"), put("b", "2"), put("c", '"é"')] }));
    await store.write(batchOf(2, { settings: [put("a", "3"), put("b", null), put("d", null)] }));
    const { settings } = await reopened(store);
    expect(Object.fromEntries(settings)).toEqual({ a: "3", c: '"é"' });
  });

  test("a session's mark is replaced by the next, and forgotten when asked", async () => {
    const store = await opened();
    const later = mark(2, { revision: 2, lines: [], state: '{"a":"b"}' });
    await store.write(batchOf(1, { marks: [mark(1), mark(2)] }));
    await store.write(batchOf(2, { marks: [later], forgetMarks: [{ gateway: "g1", session: 1 }] }));
    expect((await reopened(store)).marks).toEqual([later]);
  });

  test("marks of earlier gateways are forgotten before new ones are stored", async () => {
    const store = await opened();
    await store.write(batchOf(1, { marks: [mark(1, { gateway: "g0" }), mark(1), mark(2)] }));
    await store.write(batchOf(2, { forgetGatewaysExcept: "g1", marks: [mark(3, { gateway: "g2" })] }));
    const { marks } = await reopened(store);
    expect(marks.map(({ gateway, session }) => `${gateway} ${session}`).toSorted()).toEqual([
      "g1 1",
      "g1 2",
      "g2 3",
    ]);
  });

  test("any batches leave what a simple model of them says", async () => {
    const store = await opened();
    const expected = new Map<string, EntityRow>();
    let sequence = 0;
    const change = async ({ put, remove }: { put: EntityRow[]; remove: EntityId[] }): Promise<void> => {
      sequence += 1;
      await store.write(batchOf(sequence, { put, remove }));
      for (const row of put) expected.set(`${row.kind} ${row.id}`, row);
      for (const { kind, id } of remove) expected.delete(`${kind} ${id}`);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 8 }), async (changes) => {
        for (const each of changes) await change(each);
        await store.release();
        expect((await store.open()).sequence).toBe(sequence);
        const rows = await readAll(store);
        expect(new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]))).toEqual(expected);
      }),
    );
  });
}

function describeHolding(bench: () => StoreBench, opened: Opened): void {
  test("a second store is refused while the first is open", async () => {
    await opened();
    await expect(bench().store().open()).rejects.toMatchObject({ code: "STORE_LOCKED" });
  });

  test("a store can be prepared while another one holds the world, and not once it is closed", async () => {
    const first = await opened();
    const next = bench().store();
    await next.prepare();
    await first.write(batchOf(1, { put: [entityRow(1)] }));
    await first.release();
    expect((await next.open()).sequence).toBe(1);
    await next.close();
    await expect(next.prepare()).rejects.toMatchObject({ code: "STORE_CLOSED" });
  });

  test("a store is free after a release and after a close", async () => {
    const first = await opened();
    await first.write(batchOf(1, { put: [entityRow(1)] }));
    await first.release();
    const second = await opened();
    expect(await readAll(second)).toEqual([entityRow(1)]);
    await second.close();
    await opened();
  });

  test("a released store opens again and goes on", async () => {
    const store = await opened();
    await store.write(batchOf(1));
    await store.release();
    expect((await store.open()).sequence).toBe(1);
    await store.write(batchOf(2, { put: [entityRow(1)] }));
    expect(await readAll(store)).toEqual([entityRow(1)]);
  });

  test("a release waits for the write under way", async () => {
    const store = await opened();
    const order: string[] = [];
    const written = store.write(batchOf(1, { put: [entityRow(1)] })).then(() => order.push("written"));
    const released = store.release().then(() => order.push("released"));
    await Promise.all([written, released]);
    expect(order).toEqual(["written", "released"]);
    expect(await readAll(await opened())).toEqual([entityRow(1)]);
  });

  test("a released store writes nothing, whether another has taken over or not", async () => {
    const first = await opened();
    await first.release();
    await expect(first.write(batchOf(1))).rejects.toMatchObject({ code: "STORE_EPOCH" });
    const second = await opened();
    await expect(first.write(batchOf(1))).rejects.toMatchObject({ code: "STORE_EPOCH" });
    await second.write(batchOf(1, { put: [entityRow(1)] }));
  });

  test("a store whose lock was taken from under it writes nothing", async () => {
    const first = await opened();
    await first.write(batchOf(1, { put: [entityRow(1)] }));
    await bench().breakLock();
    const second = await opened();
    await expect(first.write(batchOf(2, { put: [entityRow(2)] }))).rejects.toMatchObject({
      code: "STORE_EPOCH",
    });
    await second.write(batchOf(2, { put: [entityRow(3)] }));
    expect(await readAll(second)).toEqual([entityRow(1), entityRow(3)]);
  });

  test("a store that is not open refuses every call", async () => {
    const store = bench().store();
    await expect(store.write(batchOf(1))).rejects.toMatchObject({ code: "STORE_CLOSED" });
    await expect(readAll(store)).rejects.toMatchObject({ code: "STORE_CLOSED" });
    await store.open();
    await store.close();
    await store.close();
    await expect(store.open()).rejects.toMatchObject({ code: "STORE_CLOSED" });
    await expect(store.write(batchOf(1))).rejects.toMatchObject({ code: "STORE_CLOSED" });
    await expect(readAll(store)).rejects.toMatchObject({ code: "STORE_CLOSED" });
  });
}

function describeTrouble(bench: () => StoreBench, opened: Opened, reopened: Reopened): void {
  test("a batch must be the next one, or the last one again", async () => {
    const store = await opened();
    const batch = batchOf(1, { put: [entityRow(1)], highestIds: [{ kind: "object", id: 1 }] });
    await expect(store.write(batchOf(2))).rejects.toBeInstanceOf(RangeError);
    await store.write(batch);
    await store.write(batch);
    await expect(store.write(batchOf(3))).rejects.toBeInstanceOf(RangeError);
    await expect(store.write(batchOf(0))).rejects.toBeInstanceOf(RangeError);
    expect(await reopened(store)).toMatchObject({ sequence: 1, rows: [entityRow(1)] });
  });

  test("what is changed after the call is not stored", async () => {
    const store = await opened();
    const row = { ...entityRow(1) };
    const written = store.write(batchOf(1, { put: [row] }));
    row.key = "changed";
    await written;
    expect((await reopened(store)).rows).toEqual([entityRow(1)]);
  });

  test("a failed write stores nothing, and can be repeated when its cause has gone", async () => {
    const store = await opened();
    await store.write(batchOf(1, { put: [entityRow(1)] }));
    await bench().breakDisk();
    const batch = batchOf(2, { put: [entityRow(2)], settings: [{ key: "a", value: "1" }] });
    const failure = await store.write(batch).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreFailure);
    expect(failure).toMatchObject({ code: "STORE_FAILED", mayPass: true });
    expect(await readAll(store)).toEqual([entityRow(1)]);
    await bench().mendDisk();
    await store.write(batch);
    await store.write(batchOf(3, { put: [entityRow(3)] }));
    expect(await reopened(store)).toMatchObject({
      sequence: 3,
      rows: [entityRow(1), entityRow(2), entityRow(3)],
    });
  });

  test("a batch that waits for the disk is stored like any other", async () => {
    const store = await opened();
    await store.write(batchOf(1, { put: [entityRow(1)], sync: true }));
    await store.write(batchOf(2, { put: [entityRow(2)] }));
    expect((await reopened(store)).rows).toEqual([entityRow(1), entityRow(2)]);
  });
}

const anyText = fc.string({ unit: "grapheme", maxLength: 40 });
const anyNumber = fc.integer({ min: 1, max: 20 });
const anyKind = fc.constantFrom("object", "account", "script");

const anyRow: fc.Arbitrary<EntityRow> = fc.record({
  kind: anyKind,
  id: fc.oneof(anyNumber, fc.constant(2 ** 39)),
  classId: fc.constantFrom("a", "b", "c"),
  content: fc.constantFrom("", "object", "room"),
  key: anyText,
  createdAt: fc.integer({ min: 0, max: 2 ** 50 }),
  location: fc.option(anyNumber),
  home: fc.option(anyNumber),
  destination: fc.option(anyNumber),
  aliases: fc.option(anyText),
  tags: fc.option(anyText),
  locks: fc.option(anyText),
  body: fc.option(anyText),
});

const anyChange = fc
  .record({
    put: fc.uniqueArray(anyRow, { selector: ({ kind, id }) => `${kind} ${id}`, maxLength: 10 }),
    remove: fc.array(fc.record({ kind: anyKind, id: anyNumber }), { maxLength: 5 }),
  })
  .map(({ put, remove }) => ({
    put,
    remove: remove.filter((gone) => !put.some(({ kind, id }) => kind === gone.kind && id === gone.id)),
  }));
