import { MudlarkError } from "../base/errors.ts";
import { openPostgresSnapshot } from "./postgres/postgres-snapshot.ts";
import { worldSchema } from "./postgres/schema.ts";
import type { StoreSnapshot } from "./snapshot.ts";
import { openSqliteSnapshot } from "./sqlite/sqlite-snapshot.ts";
import type { StoreAddress } from "./store-address.ts";

/**
 * Looks at a world as of this moment, while it runs or not. Takes no lock and holds nobody up.
 *
 * @param schema of a PostgreSQL database, where it is not the world's own
 * @throws MudlarkError STORE_MISSING, STORE_SCHEMA, STORE_OUTDATED, STORE_FAILED; CONFIG_INVALID for a world in memory
 */
export async function openSnapshot(address: StoreAddress, schema = worldSchema): Promise<StoreSnapshot> {
  switch (address.kind) {
    case "memory":
      throw new MudlarkError(
        "CONFIG_INVALID",
        "a world in memory ends with its process and cannot be read here",
      );
    case "sqlite":
      return openSqliteSnapshot(address.path);
    case "postgres":
      return openPostgresSnapshot(address, schema);
  }
}
