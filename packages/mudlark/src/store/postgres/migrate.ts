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
}

/**
 * Brings a schema to the last of `steps`, all in one transaction. The schema records each step with a checksum, so
 * that two histories cannot be mixed.
 *
 * @throws MudlarkError STORE_MISSING, STORE_SCHEMA (newer, of another history, or not ours), STORE_OUTDATED
 */
export async function migrate(
  connection: Connection,
  steps: readonly Migration[],
  options: MigrateOptions,
): Promise<void> {
  const { schema, label, mayCreate, mayMigrate } = options;
  const records = await readHistory(connection, schema);
  if (records === null && !mayCreate) throw noWorldAt(label);
  const version = records?.length ?? 0;
  requireKnownHistory(steps, version, records ?? []);
  if (version === steps.length) return;
  if (records !== null && !mayMigrate) throw storeOutdated(version, steps.length);
  await connection.inTransaction(async () => {
    if (records === null) await startHistory(connection, schema);
    for (const [index, step] of steps.entries()) {
      if (index >= version) await runStep(connection, step, index + 1);
    }
  });
}

/** The steps that the schema has behind it; null when it is empty or not there. */
async function readHistory(connection: Connection, schema: string): Promise<MigrationRecord[] | null> {
  const tables = await connection.rows<[string]>({
    text: "SELECT tablename FROM pg_tables WHERE schemaname = $1",
    values: [schema],
  });
  if (tables.length === 0) return null;
  if (!tables.some(([name]) => name === "migration")) {
    throw new MudlarkError("STORE_SCHEMA", `the database's schema "${schema}" is another program's`);
  }
  const rows = await connection.rows<[number, string, string]>(
    "SELECT number, name, checksum FROM migration ORDER BY number",
  );
  return rows.map(([number, name, checksum]) => ({ number, name, checksum }));
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
