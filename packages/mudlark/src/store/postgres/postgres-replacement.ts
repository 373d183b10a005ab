import type { Clock } from "../../base/clock.ts";
import { timeStamp } from "../../base/time-stamp.ts";
import type { Replacement } from "../replacement.ts";
import type { Snapshot } from "../snapshot.ts";
import type { PostgresAddress } from "../store-address.ts";
import type { Store } from "../store.ts";
import { Connection } from "./connection.ts";
import { postgresFailure } from "./postgres-failure.ts";
import { openPostgresSnapshot } from "./postgres-snapshot.ts";
import { worldSchema } from "./schema.ts";
import { freeWorldLock, takeWorldLock, worldLocked } from "./world-lock.ts";

const staged = `${worldSchema}_restoring`;

export class PostgresReplacement implements Replacement {
  readonly isOccupied: boolean;
  readonly store: Store;
  readonly #address: PostgresAddress;
  readonly #clock: Clock;
  /** Holds the lock of the place. */
  readonly #connection: Connection;
  #isDone = false;

  private constructor(
    address: PostgresAddress,
    clock: Clock,
    connection: Connection,
    place: { readonly isOccupied: boolean; readonly store: Store },
  ) {
    this.#address = address;
    this.#clock = clock;
    this.#connection = connection;
    this.isOccupied = place.isOccupied;
    this.store = place.store;
  }

  /**
   * @param storeIn makes a store in a schema of the database
   * @throws MudlarkError STORE_LOCKED, STORE_FAILED
   */
  static async open(
    address: PostgresAddress,
    clock: Clock,
    storeIn: (schema: string) => Store,
  ): Promise<PostgresReplacement> {
    let connection: Connection | null = null;
    try {
      connection = await Connection.open({ address, schema: worldSchema, lockTimeoutMs: 1000 });
      if (!(await takeWorldLock(connection, worldSchema)))
        throw await worldLocked(connection, worldSchema, address.label);
      const [row] = await connection.rows<[number]>({
        text: "SELECT count(*) FROM pg_tables WHERE schemaname = $1",
        values: [worldSchema],
      });
      await connection.run(`DROP SCHEMA IF EXISTS "${staged}" CASCADE`);
      const isOccupied = row?.[0] !== 0;
      return new PostgresReplacement(address, clock, connection, { isOccupied, store: storeIn(staged) });
    } catch (error) {
      await connection?.close();
      throw postgresFailure(error, address.label);
    }
  }

  snapshot(): Promise<Snapshot> {
    return openPostgresSnapshot(this.#address, staged);
  }

  async finish(): Promise<string | null> {
    await this.store.close();
    const aside = this.isOccupied ? `${worldSchema}_replaced_${timeStamp(this.#clock.now())}` : null;
    try {
      await this.#connection.inTransaction(() => this.#connection.run(swap(aside)));
    } catch (error) {
      throw postgresFailure(error, this.#address.label);
    }
    this.#isDone = true;
    await this.#letGo();
    return aside === null ? null : `the schema ${aside}`;
  }

  async abandon(): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    await this.store.close();
    await this.#connection.run(`DROP SCHEMA IF EXISTS "${staged}" CASCADE`).catch(() => {});
    await this.#letGo();
  }

  async #letGo(): Promise<void> {
    await freeWorldLock(this.#connection, worldSchema).catch(() => {});
    await this.#connection.close();
  }
}

function swap(aside: string | null): string {
  const clear =
    aside === null
      ? `DROP SCHEMA IF EXISTS "${worldSchema}"`
      : // A world that lost its place before, and does not know it yet, must not take the new one for its own.
        `UPDATE "${staged}".state SET epoch = (SELECT epoch FROM "${worldSchema}".state) + 1;
         ALTER SCHEMA "${worldSchema}" RENAME TO "${aside}"`;
  return `${clear}; ALTER SCHEMA "${staged}" RENAME TO "${worldSchema}"`;
}
