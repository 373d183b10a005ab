import { rmSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { MudlarkError } from "../../base/errors.ts";
import { checksumOf, requireKnownHistory, storeOutdated } from "../migration.ts";
import type { Migration } from "../migration.ts";
import { inTransaction } from "./in-transaction.ts";

/** "MUDL": tells our files from other programs' databases. */
const applicationId = 0x4d55_444c;

export interface MigrateOptions {
  /** May a store of an older version be changed? A new one is always filled. */
  readonly allowed: boolean;
  /** Where to keep a copy of an older store as it was, given its version; an older copy there is replaced. Null: nowhere. */
  readonly copyTo: ((version: number) => string) | null;
}

/**
 * Brings a database to the last of `steps`, each step in a transaction of its own, after a copy of what was there
 * (`web-and-operations.md` §9.1). The database records each step with a checksum, so that two histories cannot be
 * mixed.
 *
 * @returns where the copy is; null when there is none, or nothing to change
 * @throws MudlarkError STORE_SCHEMA (newer, of another history, or not ours), STORE_OUTDATED (older, not allowed)
 */
export function migrate(
  database: DatabaseSync,
  steps: readonly Migration[],
  { allowed, copyTo }: MigrateOptions,
): string | null {
  if (isEmpty(database)) {
    runSteps(database, steps, 0);
    return null;
  }
  const version = readNumber(database, "PRAGMA user_version");
  requireKnown(database, steps, version);
  if (version === steps.length) return null;
  if (!allowed) throw storeOutdated(version, steps.length);
  const copy = copyTo?.(version) ?? null;
  if (copy !== null) {
    rmSync(copy, { force: true });
    database.prepare("VACUUM INTO ?").run(copy);
  }
  runSteps(database, steps, version);
  return copy;
}

/** @throws MudlarkError STORE_SCHEMA, STORE_OUTDATED */
export function requirePresentSchema(database: DatabaseSync, steps: readonly Migration[]): void {
  const version = readNumber(database, "PRAGMA user_version");
  requireKnown(database, steps, version);
  if (version < steps.length) throw storeOutdated(version, steps.length);
}

function isEmpty(database: DatabaseSync): boolean {
  return readNumber(database, "SELECT count(*) FROM sqlite_schema") === 0;
}

function requireKnown(database: DatabaseSync, steps: readonly Migration[], version: number): void {
  if (readNumber(database, "PRAGMA application_id") !== applicationId) {
    throw new MudlarkError("STORE_SCHEMA", "the file is a database of another program, not a world");
  }
  const records = database.prepare("SELECT number, name, checksum FROM migration ORDER BY number").all();
  requireKnownHistory(
    steps,
    version,
    records.map(({ number, name, checksum }) => ({
      number: Number(number),
      name: String(name),
      checksum: String(checksum),
    })),
  );
}

function runSteps(database: DatabaseSync, steps: readonly Migration[], from: number): void {
  for (const [index, step] of steps.entries()) {
    if (index >= from) inTransaction(database, () => runStep(database, step, index + 1));
  }
}

function runStep(database: DatabaseSync, step: Migration, number: number): void {
  if (number === 1) startHistory(database);
  database.exec(step.sql);
  database
    .prepare("INSERT INTO migration VALUES (?, ?, ?, datetime('now'))")
    .run(number, step.name, checksumOf(step));
  database.exec(`PRAGMA user_version = ${number}`);
}

function startHistory(database: DatabaseSync): void {
  database.exec(`
    PRAGMA application_id = ${applicationId};
    CREATE TABLE migration (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      checksum TEXT NOT NULL,
      applied_at TEXT NOT NULL
    ) STRICT;
  `);
}

function readNumber(database: DatabaseSync, sql: string): number {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return (statement.get() as unknown as [number])[0];
}
