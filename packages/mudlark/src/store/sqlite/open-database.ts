import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

/**
 * - `create`: makes the file when there is none
 * - `write`: an existing file only, so that one which vanished is not replaced by an empty one
 * - `read`
 */
export type DatabaseAccess = "create" | "write" | "read";

const modes = { create: "rwc", write: "rw", read: "ro" } as const;

export interface DatabaseOptions {
  /** How long to wait for another program's lock. */
  readonly busyTimeoutMs: number;
  readonly cacheKiB: number;
}

export function openDatabase(path: string, access: DatabaseAccess, options: DatabaseOptions): DatabaseSync {
  const location = pathToFileURL(path);
  location.searchParams.set("mode", modes[access]);
  const database = new DatabaseSync(location, { timeout: options.busyTimeoutMs });
  database.exec(`PRAGMA cache_size = -${options.cacheKiB}`);
  return database;
}
