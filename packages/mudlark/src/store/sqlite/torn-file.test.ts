import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { messageOf } from "../../base/errors.ts";
import { integerBetween, seededRandom } from "../../base/random.ts";
import { numberedBatch, rowsAfter } from "../numbered-batches.fixture.ts";
import type { EntityRow } from "../rows.ts";
import { readAll } from "../store.suite.ts";
import { openSqliteSnapshot } from "./sqlite-snapshot.ts";
import { SqliteBench } from "./sqlite-store.suite.ts";

const batches = 8;
const pageSize = 4096;

/** What a power cut in the middle of a write may leave: pages that are there in part, or not at all. */
describe("a database file that was torn", () => {
  let bench: SqliteBench;
  let torn: string;

  beforeEach(() => {
    bench = new SqliteBench();
    torn = path.join(bench.directory, "torn.db");
  });
  afterEach(() => bench.dispose());

  test("at the end of its log still holds whole batches, up to the tear", async () => {
    const store = bench.store();
    await store.open();
    for (let sequence = 1; sequence <= batches; sequence++) await store.write(numberedBatch(sequence));
    const log = readFileSync(`${bench.file}-wal`);
    const random = seededRandom(11);
    const found = new Set<number>();
    for (let round = 0; round < 12; round++) {
      copyFileSync(bench.file, torn);
      const at = integerBetween(random, 32, log.length - 1);
      // Every other time the page is there, with something else in its second half.
      const rest = round % 2 === 0 ? Buffer.alloc(0) : Buffer.alloc(pageSize, 0xa5);
      writeFileSync(`${torn}-wal`, Buffer.concat([log.subarray(0, at), rest]));
      rmSync(`${torn}-shm`, { force: true });
      const after = bench.store({ path: torn });
      const { sequence } = await after.open();
      expect(await readAll(after), `torn at ${at}`).toEqual(rowsAfter(sequence));
      found.add(sequence);
      await after.close();
    }
    expect(found.size).toBeGreaterThan(3);
  }, 30_000);

  test("in any page is refused, and the message says what to do", async () => {
    const store = bench.store();
    await store.open();
    for (let sequence = 1; sequence <= batches; sequence++) await store.write(numberedBatch(sequence));
    await store.close();
    const pages = statSync(bench.file).size / pageSize;
    const refusals: string[] = [];
    for (let page = 0; page < pages; page++) {
      const bytes = readFileSync(bench.file);
      bytes.fill(0, page * pageSize, (page + 1) * pageSize);
      writeFileSync(torn, bytes);
      const found = await readOrRefusal(torn);
      // A page may be free; then nothing is missing.
      if (typeof found === "string") refusals.push(found);
      else expect(found, `page ${page}`).toEqual(rowsAfter(batches));
    }
    expect(refusals.length).toBeGreaterThan(pages / 2);
    expect(refusals.at(-1)).toMatch(/damaged.*mudlark restore FILE --replace/);
  });

  test("in the middle of its last page is refused", async () => {
    const store = bench.store();
    await store.open();
    await store.write(numberedBatch(1));
    await store.close();
    truncateSync(bench.file, statSync(bench.file).size - pageSize / 2);
    await expect(bench.store().open()).rejects.toMatchObject({
      reason: "corrupt",
      message: expect.stringMatching(/damaged.*mudlark restore FILE --replace/) as string,
    });
  });
});

async function readOrRefusal(file: string): Promise<EntityRow[] | string> {
  try {
    const snapshot = openSqliteSnapshot(file);
    try {
      return await readAll(snapshot);
    } finally {
      await snapshot.close();
    }
  } catch (error) {
    expect(error).toMatchObject({ code: "STORE_FAILED", reason: "corrupt", mayPass: false });
    return messageOf(error);
  }
}
