import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { silentLogger } from "../base/logger.ts";
import { copyWorld } from "./archive/copy-world.ts";
import { digestWorld } from "./archive/world-digest.ts";
import { openReplacement } from "./open-replacement.ts";
import { openSnapshot } from "./open-snapshot.ts";
import type { Replacement } from "./replacement.ts";
import type { Snapshot } from "./snapshot.ts";
import { storeAddress } from "./store-address.ts";
import type { StoreAddress } from "./store-address.ts";
import type { SharedBench } from "./store-process.suite.ts";
import { batchOf, entityRow, readAll } from "./store.suite.ts";

const rows = Array.from({ length: 1500 }, (_, index) => entityRow(index + 1, { body: `{"n":${index}}` }));
const source: Snapshot = {
  world: { settings: new Map([["setup", '"done"']]), highestIds: new Map([["object", 2000]]) },
  async *entities() {
    yield rows.slice(0, 1000);
    yield rows.slice(1000);
  },
  close: async () => {},
};

/** What every place for a world must do when the world in it is read from outside, or replaced. */
export function describeReplacement(name: string, create: () => SharedBench | Promise<SharedBench>): void {
  describe(`the world in ${name}`, () => {
    let bench: SharedBench;
    let address: StoreAddress;

    beforeEach(async () => {
      bench = await create();
      address = storeAddress(bench.url, "/");
    });
    afterEach(() => bench.dispose());

    async function fill(replacement: Replacement): Promise<void> {
      await replacement.store.open();
      await copyWorld(source, replacement.store);
      await replacement.store.release();
    }

    const begin = (): Promise<Replacement> => openReplacement(address, silentLogger, new FakeClock());

    test("can be read as of one moment while it is written to", async () => {
      await expect(openSnapshot(address)).rejects.toMatchObject({ code: "STORE_MISSING" });
      const store = bench.store();
      await store.open();
      await store.write(batchOf(1, { put: rows, settings: [{ key: "a", value: "1" }] }));
      const snapshot = await openSnapshot(address);
      const found = [];
      for await (const chunk of snapshot.entities()) {
        if (found.length === 0) await store.write(batchOf(2, { remove: rows }));
        found.push(...chunk);
      }
      expect(found).toEqual(rows);
      expect(snapshot.world.settings).toEqual(new Map([["a", "1"]]));
      await snapshot.close();
    });

    test("is filled where there was none; every id stays, and none is given again", async () => {
      const replacement = await begin();
      expect(replacement.isOccupied).toBe(false);
      await fill(replacement);
      const staged = await replacement.snapshot();
      expect(await digestWorld(staged)).toEqual(await digestWorld(source));
      await staged.close();
      expect(await replacement.finish()).toBeNull();
      const store = bench.store();
      const world = await store.open();
      expect(await readAll(store)).toEqual(rows);
      expect(world.highestIds).toEqual(source.world.highestIds);
      expect(world.settings).toEqual(source.world.settings);
      await store.write(batchOf(world.sequence + 1));
    });

    test("is put aside whole when another takes its place", async () => {
      const store = bench.store();
      await store.open();
      await store.write(batchOf(1, { put: [entityRow(7)] }));
      await store.close();
      const replacement = await begin();
      expect(replacement.isOccupied).toBe(true);
      await fill(replacement);
      expect(await replacement.finish()).toMatch(/replaced/);
      const after = bench.store();
      await after.open();
      expect(await readAll(after)).toEqual(rows);
    });

    test("stays as it is when the other one is given up", async () => {
      const store = bench.store();
      await store.open();
      await store.write(batchOf(1, { put: [entityRow(7)] }));
      await store.release();
      const replacement = await begin();
      await fill(replacement);
      await replacement.abandon();
      await replacement.abandon();
      expect((await store.open()).sequence).toBe(1);
      expect(await readAll(store)).toEqual([entityRow(7)]);
    });

    test("is not touched while it runs, and cannot start while it is replaced", async () => {
      const store = bench.store();
      await store.open();
      await expect(begin()).rejects.toMatchObject({ code: "STORE_LOCKED" });
      await store.release();
      const replacement = await begin();
      await expect(store.open()).rejects.toMatchObject({ code: "STORE_LOCKED" });
      await replacement.abandon();
      await store.open();
    });
  });
}
