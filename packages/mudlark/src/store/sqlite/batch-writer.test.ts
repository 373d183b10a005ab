import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Batch } from "../rows.ts";
import type { Durability } from "../store.ts";
import { batchOf, entityRow } from "../store.suite.ts";
import { BatchWriter } from "./batch-writer.ts";
import { flattenBatch } from "./flat-batch.ts";
import { migrate } from "./migrate.ts";
import { readEntities } from "./read-entities.ts";
import { migrations } from "./schema.ts";
import { sqliteFailure } from "./sqlite-failure.ts";

const epoch = 0;

describe("a writer of batches", () => {
  let directory: string;
  let database: DatabaseSync;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "mudlark-store-"));
    database = new DatabaseSync(path.join(directory, "game.db"));
    database.exec("PRAGMA journal_mode = WAL");
    migrate(database, migrations, { allowed: true, copyTo: String });
  });
  afterEach(() => {
    database.close();
    rmSync(directory, { recursive: true });
  });

  function write(writer: BatchWriter, batch: Batch): void {
    try {
      writer.write(flattenBatch(batch, epoch));
    } catch (error) {
      throw sqliteFailure(error, "game.db");
    }
  }

  function rows(): unknown[] {
    return [...readEntities(database)].flat();
  }

  test.each<[Durability, boolean, boolean]>([
    ["process", false, false],
    ["process", true, true],
    ["power", false, true],
    ["power", true, true],
  ])("durability %s, sync %s: waits for the disk: %s", (durability, sync, waits) => {
    const writer = new BatchWriter(database, durability);
    write(writer, batchOf(1, { sync: !sync }));
    write(writer, batchOf(2, { sync }));
    const full = 2;
    expect(database.prepare("PRAGMA synchronous").get()?.synchronous === full).toBe(waits);
  });

  test("a full disk is reported, leaves nothing of the batch, and is forgotten when there is space", () => {
    const writer = new BatchWriter(database, "process");
    write(writer, batchOf(1, { put: [entityRow(1)] }));
    const pages = Number(database.prepare("PRAGMA page_count").get()?.page_count);
    database.exec(`PRAGMA max_page_count = ${pages + 10}`);
    const large = batchOf(2, {
      put: Array.from({ length: 50 }, (_, index) =>
        entityRow(index + 2, { kind: "script", classId: `class ${index}`, body: "x".repeat(3000) }),
      ),
    });
    expect(() => write(writer, large)).toThrow(expect.objectContaining({ reason: "full", mayPass: true }));
    expect(rows()).toEqual([entityRow(1)]);
    database.exec("PRAGMA max_page_count = 100000");
    write(writer, large);
    expect(rows()).toEqual([entityRow(1), ...large.put]);
  });

  test("a database that may not be written to is reported, and works when it may", () => {
    const writer = new BatchWriter(database, "process");
    database.exec("PRAGMA query_only = 1");
    const batch = batchOf(1, { put: [entityRow(1)] });
    expect(() => write(writer, batch)).toThrow(
      expect.objectContaining({ reason: "readonly", mayPass: true }),
    );
    database.exec("PRAGMA query_only = 0");
    write(writer, batch);
    expect(rows()).toEqual([entityRow(1)]);
  });

  test("a batch of another epoch is refused and changes nothing", () => {
    const writer = new BatchWriter(database, "process");
    database.exec("UPDATE state SET epoch = 1");
    expect(() => write(writer, batchOf(1, { put: [entityRow(1)] }))).toThrow(
      expect.objectContaining({ code: "STORE_EPOCH" }),
    );
    expect(rows()).toEqual([]);
  });
});
