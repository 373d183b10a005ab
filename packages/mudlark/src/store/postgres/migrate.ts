import { MudlarkError } from "../../base/errors.ts";
import { checksumOf, requireKnownHistory, storeOutdated } from "../migration.ts";
import type { Migration, MigrationRecord } from "../migration.ts";
import { noWorldAt } from "../refusals.ts";
import type { Connection } from "./connection.ts";

export interface MigrateOptions {
  readonly schema: string;
  readonly label: string;
  /** May a schema be made where there is none? */
  readonly mayCreate: boolean;
  /** May a store of an older version be changed? */
  readonly mayMigrate: boolean;
  /** Keep a copy of it as it was, in a schema beside it? An older copy there is replaced. Default: no. */
  readonly keepsCopy?: boolean;
}

/**
 * Brings a schema to the last of `steps`, all in one transaction. The schema records each step with a checksum, so
 * that two histories cannot be mixed.
 *
 * @returns the schema with the copy; null when there is none, or nothing to change
 * @throws MudlarkError STORE_MISSING, STORE_SCHEMA (newer, of another history, or not ours), STORE_OUTDATED
 */
export async function migrate(
  connection: Connection,
  steps: readonly Migration[],
  options: MigrateOptions,
): Promise<string | null> {
  const { schema, label, mayCreate, mayMigrate, keepsCopy = false } = options;
  const records = await readHistory(connection, schema);
  if (records === null && !mayCreate) throw noWorldAt(label);
  const version = records?.length ?? 0;
  requireKnownHistory(steps, version, records ?? []);
  if (version === steps.length) return null;
  if (records !== null && !mayMigrate) throw storeOutdated(version, steps.length);
  const copy = records !== null && keepsCopy ? `${schema}_schema_${version}` : null;
  await connection.inTransaction(async () => {
    if (copy !== null) await copySchema(connection, schema, copy);
    if (records === null) await startHistory(connection, schema);
    for (const [index, step] of steps.entries()) {
      if (index >= version) await runStep(connection, step, index + 1);
    }
  });
  return copy;
}

/** The steps that the schema has behind it; null when it is empty or not there. */
async function readHistory(connection: Connection, schema: string): Promise<MigrationRecord[] | null> {
  const tables = await tablesOf(connection, schema);
  if (tables.length === 0) return null;
  if (!tables.includes("migration")) {
    throw new MudlarkError("STORE_SCHEMA", `the database's schema "${schema}" is another program's`);
  }
  const rows = await connection.rows<[number, string, string]>(
    "SELECT number, name, checksum FROM migration ORDER BY number",
  );
  return rows.map(([number, name, checksum]) => ({ number, name, checksum }));
}

/** Every table with its rows, keys and defaults. */
async function copySchema(connection: Connection, from: string, to: string): Promise<void> {
  await connection.run(`DROP SCHEMA IF EXISTS "${to}" CASCADE; CREATE SCHEMA "${to}"`);
  for (const table of await tablesOf(connection, from)) {
    await connection.run(`
      CREATE TABLE "${to}"."${table}" (LIKE "${from}"."${table}" INCLUDING ALL);
      INSERT INTO "${to}"."${table}" SELECT * FROM "${from}"."${table}";
    `);
  }
}

async function tablesOf(connection: Connection, schema: string): Promise<readonly string[]> {
  const tables = await connection.rows<[string]>({
    text: "SELECT tablename FROM pg_tables WHERE schemaname = $1",
    values: [schema],
  });
  return tables.map(([name]) => name);
}

async function startHistory(connection: Connection, schema: string): Promise<void> {
  await connection.run(`
    CREATE SCHEMA IF NOT EXISTS "${schema}";
    CREATE TABLE migration (
      number integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    );
  `);
}

async function runStep(connection: Connection, step: Migration, number: number): Promise<void> {
  await connection.run(step.sql);
  await connection.rows({
    text: "INSERT INTO migration (number, name, checksum) VALUES ($1, $2, $3)",
    values: [number, step.name, checksumOf(step)],
  });
}
