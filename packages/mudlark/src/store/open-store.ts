import { resolve } from "node:path";
import { systemClock } from "../base/clock.ts";
import type { Clock } from "../base/clock.ts";
import { MudlarkError } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import { MemoryStore } from "./memory-store.ts";
import { defaultCheckpointLimits } from "./sqlite/checkpoints.ts";
import { startWorker } from "./sqlite/remote-writer.ts";
import { SqliteStore } from "./sqlite/sqlite-store.ts";
import type { Durability, Store } from "./store.ts";

export interface OpenStoreOptions {
  readonly durability: Durability;
  /** What a relative path in the address starts from: the game's folder. */
  readonly directory: string;
  readonly logger: Logger;
  /** Default: the real time. */
  readonly clock?: Clock;
  /** May a store that an older version made be changed, after a copy? Default: yes. */
  readonly mayMigrate?: boolean;
  /** How much of the database SQLite keeps in memory. Default: 10 000. */
  readonly cacheKiB?: number;
}

/**
 * Makes the store that `storage.url` names. It touches no file before `Store.open()`, but it gets its thread ready, so
 * make it early and open it when it is needed.
 *
 * - `sqlite:<file>` – a file, and its folder, that are made when they are not there
 * - `memory:` – a new world each time, which ends with the process
 *
 * @throws MudlarkError CONFIG_INVALID for any other address
 */
export function openStore(url: string, options: OpenStoreOptions): Store {
  if (url === "memory:") return new MemoryStore();
  return new SqliteStore({
    path: resolve(options.directory, sqlitePath(url)),
    durability: options.durability,
    cacheKiB: options.cacheKiB ?? 10_000,
    busyTimeoutMs: 1000,
    mayMigrate: options.mayMigrate ?? true,
    clock: options.clock ?? systemClock,
    logger: options.logger,
    checkpoints: defaultCheckpointLimits,
    startThread: startWorker,
  });
}

function sqlitePath(url: string): string {
  // An address with a host, and SQLite's own names for a database in memory, are not paths.
  const [, path] = /^sqlite:(?!\/\/[^/]|:|$)(.*)$/su.exec(url) ?? [];
  if (path !== undefined) return path;
  // The address may hold a password: name no more than its kind.
  const [kind] = url.split(":", 1);
  throw new MudlarkError(
    "CONFIG_INVALID",
    `storage.url must be "sqlite:" and the path of a file, or "memory:"; this one begins with "${kind ?? ""}:"`,
  );
}
