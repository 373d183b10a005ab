import { systemClock } from "../base/clock.ts";
import type { Clock } from "../base/clock.ts";
import { MudlarkError } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import { makeStore } from "./open-store.ts";
import { PostgresReplacement } from "./postgres/postgres-replacement.ts";
import type { Replacement } from "./replacement.ts";
import { SqliteReplacement } from "./sqlite/sqlite-replacement.ts";
import type { StoreAddress } from "./store-address.ts";

/**
 * Takes the lock of a place and makes room for a new world beside what is there.
 *
 * @throws MudlarkError STORE_LOCKED (a world runs there), STORE_FAILED, CONFIG_INVALID for memory
 */
export async function openReplacement(
  address: StoreAddress,
  logger: Logger,
  clock: Clock = systemClock,
): Promise<Replacement> {
  const options = { durability: "process", directory: "/", logger, clock } as const;
  switch (address.kind) {
    case "memory":
      throw new MudlarkError(
        "CONFIG_INVALID",
        "a world in memory ends with its process: name a file or a database",
      );
    case "sqlite":
      return new SqliteReplacement(address.path, clock, (path) => makeStore({ ...address, path }, options));
    case "postgres":
      return PostgresReplacement.open(address, clock, (schema) => makeStore(address, options, schema));
  }
}
