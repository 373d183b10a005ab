import { readdirSync } from "node:fs";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { openReplacement } from "../open-replacement.ts";
import { openSnapshot } from "../open-snapshot.ts";
import { describeReplacement } from "../replacement.suite.ts";
import { storeAddress } from "../store-address.ts";
import { batchOf, entityRow, readAll } from "../store.suite.ts";
import { SqliteBench } from "./sqlite-store.suite.ts";

describeReplacement("an SQLite file", () => new SqliteBench());

test("the file that is put aside is a whole database, and nothing else is left beside the new one", async () => {
  const bench = new SqliteBench();
  const store = bench.store();
  await store.open();
  await store.write(batchOf(1, { put: [entityRow(7)] }));
  await store.close();
  const replacement = await openReplacement(
    storeAddress(bench.url, "/"),
    silentLogger,
    new FakeClock(Date.UTC(2026, 10, 23, 1, 2, 3)),
  );
  await replacement.store.open();
  const aside = await replacement.finish();
  expect(readdirSync(path.dirname(bench.file)).toSorted()).toEqual([
    "game.db",
    "game.db.lock",
    "game.db.replaced-20261123_010203",
  ]);
  const old = bench.store({ path: aside ?? "" });
  await old.open();
  expect(await readAll(old)).toEqual([entityRow(7)]);
  await bench.dispose();
});

test("a damaged file can be replaced, and is kept", async () => {
  const bench = new SqliteBench();
  mkdirSync(path.dirname(bench.file));
  writeFileSync(bench.file, "this is not a database, ".repeat(100));
  const address = storeAddress(bench.url, "/");
  await expect(openSnapshot(address)).rejects.toMatchObject({ reason: "corrupt" });
  const replacement = await openReplacement(address, silentLogger, new FakeClock());
  await replacement.store.open();
  expect(await replacement.finish()).toMatch(/replaced/);
  await bench.store().open();
  await bench.dispose();
});
