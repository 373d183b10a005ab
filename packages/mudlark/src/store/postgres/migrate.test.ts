import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Migration } from "../migration.ts";
import { Connection } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { hasPostgres, PostgresBench } from "./postgres-bench.suite.ts";

const first: Migration = {
  name: "first",
  sql: "CREATE TABLE thing (name text); INSERT INTO thing VALUES ('lamp');",
};
const second: Migration = { name: "second", sql: "ALTER TABLE thing ADD COLUMN weight int DEFAULT 3;" };
const third: Migration = { name: "third", sql: "UPDATE thing SET weight = 4;" };
const broken: Migration = { name: "broken", sql: "UPDATE thing SET weight = 9; UPDATE nothing SET x = 1;" };

describe.skipIf(!hasPostgres)("migration of a PostgreSQL schema", () => {
  let bench: PostgresBench;
  let connection: Connection;

  beforeEach(async () => {
    bench = await PostgresBench.create();
    connection = await Connection.open({ address: bench.address, schema: "keep", lockTimeoutMs: 1000 });
  });
  afterEach(async () => {
    await connection.close();
    await bench.dispose();
  });

  const run = (steps: readonly Migration[], mayMigrate = true): Promise<string | null> =>
    migrate(connection, steps, { schema: "keep", label: "a database", mayCreate: true, mayMigrate });
  const things = (): Promise<unknown[][]> => connection.rows("SELECT * FROM keep.thing");

  test("fills an empty schema with every step, without leave", async () => {
    await run([first, second, third], false);
    expect(await things()).toEqual([["lamp", 4]]);
    await run([first, second, third], false);
  });

  test("takes an older schema forward, and leaves it alone without leave", async () => {
    await run([first]);
    await expect(run([first, second], false)).rejects.toMatchObject({ code: "STORE_OUTDATED" });
    expect(await things()).toEqual([["lamp"]]);
    await run([first, second, third]);
    expect(await things()).toEqual([["lamp", 4]]);
  });

  test("keeps a copy of what was there, where it is wanted", async () => {
    await run([first]);
    const options = {
      schema: "keep",
      label: "a database",
      mayCreate: true,
      mayMigrate: true,
      keepsCopy: true,
    };
    expect(await migrate(connection, [first, second, third], options)).toBe("keep_schema_1");
    expect(await things()).toEqual([["lamp", 4]]);
    expect(await connection.rows("SELECT * FROM keep_schema_1.thing")).toEqual([["lamp"]]);
    expect(await connection.rows("SELECT name FROM keep_schema_1.migration")).toEqual([["first"]]);
  });

  test("that fails changes nothing at all, and works when the step is mended", async () => {
    await run([first]);
    await expect(run([first, second, broken])).rejects.toThrow(/nothing/);
    expect(await things()).toEqual([["lamp"]]);
    await run([first, second, third]);
    expect(await things()).toEqual([["lamp", 4]]);
  });

  test("refuses a newer store, another history, and another program's schema", async () => {
    await run([first, second]);
    await expect(run([first])).rejects.toMatchObject({ code: "STORE_SCHEMA" });
    const other = { name: "second", sql: "DROP TABLE thing" };
    await expect(run([first, other, third])).rejects.toMatchObject({ code: "STORE_SCHEMA" });
    expect(await things()).toEqual([["lamp", 3]]);
    await connection.run(
      "DROP SCHEMA keep CASCADE; CREATE SCHEMA keep; CREATE TABLE keep.bookmarks (url text)",
    );
    await expect(run([first])).rejects.toMatchObject({ code: "STORE_SCHEMA" });
  });
});
