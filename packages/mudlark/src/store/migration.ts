import { createHash } from "node:crypto";
import { MudlarkError } from "../base/errors.ts";

/** One step forward of a store's schema; its number is its place in the list, counted from 1. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** What a store says of a step that it has behind it. */
export interface MigrationRecord {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

export function checksumOf(step: Migration): string {
  return createHash("sha256").update(step.sql).digest("hex");
}

/**
 * Makes sure that a store came the way that this version knows.
 *
 * @throws MudlarkError STORE_SCHEMA (newer, or of another history)
 */
export function requireKnownHistory(
  steps: readonly Migration[],
  version: number,
  records: readonly MigrationRecord[],
): void {
  if (version > steps.length) {
    throw new MudlarkError(
      "STORE_SCHEMA",
      `the store has schema ${version}, made by a newer version; this one knows ${steps.length}. ` +
        "Use the newer version, or restore a backup that this one made",
    );
  }
  for (const { number, name, checksum } of records) {
    const step = steps[number - 1];
    if (step !== undefined && checksumOf(step) === checksum) continue;
    throw new MudlarkError(
      "STORE_SCHEMA",
      `step ${number} of the store's schema ("${name}") is not the one that this version knows`,
    );
  }
}

export function storeOutdated(version: number, needed: number): MudlarkError {
  return new MudlarkError(
    "STORE_OUTDATED",
    `the store has schema ${version}, this version needs ${needed}: make a backup, then set storage.autoMigrate ` +
      "(or MUDLARK_STORAGE_AUTO_MIGRATE=true for one start) to bring it up to date",
  );
}
