import type { EntityRow } from "../rows.ts";
import type { StoreSnapshot } from "../snapshot.ts";
import type { PostgresAddress } from "../store-address.ts";
import { Connection } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { postgresFailure } from "./postgres-failure.ts";
import { readEntities } from "./read-entities.ts";
import { readWorld } from "./read-world.ts";
import { migrations } from "./schema.ts";

/** @throws MudlarkError STORE_MISSING, STORE_SCHEMA, STORE_OUTDATED, STORE_FAILED */
export async function openPostgresSnapshot(address: PostgresAddress, schema: string): Promise<StoreSnapshot> {
  let connection: Connection | null = null;
  try {
    connection = await Connection.open({ address, schema, lockTimeoutMs: 1000 });
    await migrate(connection, migrations, {
      schema,
      label: address.label,
      mayCreate: false,
      mayMigrate: false,
    });
    await connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return new PostgresSnapshot(address.label, connection, await readWorld(connection));
  } catch (error) {
    await connection?.close();
    throw postgresFailure(error, address.label);
  }
}

class PostgresSnapshot implements StoreSnapshot {
  readonly world: StoreSnapshot["world"];
  readonly #label: string;
  readonly #connection: Connection;

  constructor(label: string, connection: Connection, world: StoreSnapshot["world"]) {
    this.#label = label;
    this.#connection = connection;
    this.world = world;
  }

  async *entities(): AsyncGenerator<readonly EntityRow[]> {
    try {
      yield* readEntities(this.#connection);
    } catch (error) {
      throw postgresFailure(error, this.#label);
    }
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
