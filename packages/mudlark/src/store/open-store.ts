import { systemClock } from "../base/clock.ts";
import type { Clock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { MemoryStore } from "./memory-store.ts";
import { PostgresStore } from "./postgres/postgres-store.ts";
import { worldSchema } from "./postgres/schema.ts";
import { defaultCheckpointLimits } from "./sqlite/checkpoints.ts";
import { startWorker } from "./sqlite/remote-writer.ts";
import { SqliteStore } from "./sqlite/sqlite-store.ts";
import { storeAddress } from "./store-address.ts";
import type { StoreAddress } from "./store-address.ts";
import type { Durability, Store } from "./store.ts";

export interface OpenStoreOptions {
  readonly durability: Durability;
  /** What a relative path in the address starts from: the game's folder. */
  readonly directory: string;
  readonly logger: Logger;
  /** Default: the real time. */
  readonly clock?: Clock;
  /** May a world be made where there is none? Default: yes. */
  readonly mayCreate?: boolean;
  /** May a store that an older version made be changed? Default: yes. */
  readonly mayMigrate?: boolean;
  /** Keep a copy of a store that an older version made, before it is changed? Default: yes. */
  readonly copiesOnUpgrade?: boolean;
  /** How much of the database SQLite keeps in memory. Default: 10 000. */
  readonly cacheKiB?: number;
}

/** How long a write waits for another program's lock on the database. */
const lockPatienceMs = 1000;

/**
 * Makes the store that an address names, such as `storage.url` (see `storeAddress`). It touches nothing before
 * `Store.open()`, but an SQLite store gets its thread ready, so make it early and open it when it is needed.
 *
 * @throws MudlarkError CONFIG_INVALID
 */
export function openStore(url: string, options: OpenStoreOptions): Store {
  return makeStore(storeAddress(url, options.directory), options);
}

/** @param schema of a PostgreSQL database, where it is not the world's own */
export function makeStore(address: StoreAddress, options: OpenStoreOptions, schema = worldSchema): Store {
  const { durability, logger, mayCreate = true, mayMigrate = true, copiesOnUpgrade = true } = options;
  switch (address.kind) {
    case "memory":
      return new MemoryStore();
    case "sqlite":
      return new SqliteStore({
        path: address.path,
        durability,
        cacheKiB: options.cacheKiB ?? 10_000,
        busyTimeoutMs: lockPatienceMs,
        mayCreate,
        mayMigrate,
        copiesOnUpgrade,
        clock: options.clock ?? systemClock,
        logger,
        checkpoints: defaultCheckpointLimits,
        startThread: startWorker,
      });
    case "postgres":
      return new PostgresStore({
        address,
        schema,
        lockTimeoutMs: lockPatienceMs,
        durability,
        mayCreate,
        mayMigrate,
        copiesOnUpgrade,
        logger,
      });
  }
}
