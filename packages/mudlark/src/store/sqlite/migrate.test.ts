import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import type { Migration } from "../migration.ts";

const first: Migration = {
  name: "first",
  sql: "CREATE TABLE thing (name TEXT); INSERT INTO thing VALUES ('lamp');",
};
const second: Migration = { name: "second", sql: "ALTER TABLE thing ADD COLUMN weight INTEGER DEFAULT 3;" };
const third: Migration = { name: "third", sql: "UPDATE thing SET weight = 4;" };
const broken: Migration = { name: "broken", sql: "UPDATE thing SET weight = 9; UPDATE nothing SET x = 1;" };

describe("migration", () => {
  let directory: string;
  let database: DatabaseSync;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "mudlark-migrate-"));
    database = new DatabaseSync(path.join(directory, "game.db"));
  });
  afterEach(() => {
    database.close();
    rmSync(directory, { recursive: true });
  });

  function run(steps: readonly Migration[], allowed = true): string | null {
    const copyTo = (version: number): string => path.join(directory, `copy-${version}`);
    return migrate(database, steps, { allowed, copyTo });
  }

  function things(from = database): unknown[] {
    return from.prepare("SELECT * FROM thing").all();
  }

  test("fills an empty file with every step, without leave and without a copy", () => {
    expect(run([first, second, third], false)).toBeNull();
    expect(things()).toEqual([{ name: "lamp", weight: 4 }]);
    expect(readdirSync(directory)).toEqual(["game.db"]);
  });

  test("does nothing when the schema is the present one", () => {
    run([first, second]);
    expect(run([first, second], false)).toBeNull();
  });

  test("takes an older store forward and keeps a copy of what was there", () => {
    run([first]);
    const copy = run([first, second, third]);
    expect(things()).toEqual([{ name: "lamp", weight: 4 }]);
    using kept = new DatabaseSync(copy ?? "");
    expect(things(kept)).toEqual([{ name: "lamp" }]);
  });

  test("keeps no copy where none is wanted", () => {
    run([first]);
    expect(migrate(database, [first, second, third], { allowed: true, copyTo: null })).toBeNull();
    expect(things()).toEqual([{ name: "lamp", weight: 4 }]);
    expect(readdirSync(directory)).toEqual(["game.db"]);
  });

  test("leaves an older store alone without leave", () => {
    run([first]);
    expect(() => run([first, second], false)).toThrow(expect.objectContaining({ code: "STORE_OUTDATED" }));
    expect(things()).toEqual([{ name: "lamp" }]);
  });

  test("a step that fails changes nothing, and the steps before it stand", () => {
    run([first]);
    expect(() => run([first, second, broken])).toThrow(/nothing/);
    expect(things()).toEqual([{ name: "lamp", weight: 3 }]);
    run([first, second, third]);
    expect(things()).toEqual([{ name: "lamp", weight: 4 }]);
  });

  test("refuses a store of a newer version", () => {
    run([first, second]);
    expect(() => run([first])).toThrow(expect.objectContaining({ code: "STORE_SCHEMA" }));
  });

  test("refuses a store that came another way", () => {
    run([first, second]);
    const other = { name: "second", sql: "DROP TABLE thing" };
    expect(() => run([first, other, third])).toThrow(expect.objectContaining({ code: "STORE_SCHEMA" }));
    expect(things()).toEqual([{ name: "lamp", weight: 3 }]);
  });

  test("refuses another program's database", () => {
    database.exec("CREATE TABLE bookmarks (url TEXT)");
    expect(() => run([first])).toThrow(expect.objectContaining({ code: "STORE_SCHEMA" }));
  });
});
