import type { Logger } from "../../base/logger.ts";
import { storeClosed, storeTakenOver } from "../refusals.ts";
import type { Batch, EntityRow } from "../rows.ts";
import type { StoreSnapshot } from "../snapshot.ts";
import type { Durability, Store, StoredWorld } from "../store.ts";
import { StoreFailure } from "../store-failure.ts";
import { Connection } from "./connection.ts";
import type { ConnectionOptions } from "./connection.ts";
import { loadPg } from "./load-pg.ts";
import { migrate } from "./migrate.ts";
import { postgresFailure } from "./postgres-failure.ts";
import { openPostgresSnapshot } from "./postgres-snapshot.ts";
import { readEntities } from "./read-entities.ts";
import { readWorld } from "./read-world.ts";
import { migrations } from "./schema.ts";
import { endLostConnection, freeWorldLock, takeWorldLock, worldLocked } from "./world-lock.ts";
import { batchQuery, writeBatch } from "./write-batch.ts";

export interface PostgresStoreOptions extends ConnectionOptions {
  readonly durability: Durability;
  /** May a schema be made where there is none? */
  readonly mayCreate: boolean;
  /** May a store of an older version be changed? */
  readonly mayMigrate: boolean;
  /** Keep a copy of it, as it was? */
  readonly copiesOnUpgrade: boolean;
  readonly logger: Logger;
}

/**
 * A world in a PostgreSQL database. One connection holds the lock and writes; entities are read on another. When the
 * server goes away, the next write connects anew, takes the lock again, and goes on unless another world took over.
 */
export class PostgresStore implements Store {
  readonly #options: PostgresStoreOptions;
  #connection: Connection | null = null;
  #state: "new" | "open" | "released" | "closed" = "new";
  #epoch = 0;
  /** Settles, without an error, when no call is under way. */
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(options: PostgresStoreOptions) {
    this.#options = options;
  }

  async prepare(): Promise<void> {
    if (this.#state === "closed") throw storeClosed();
    await loadPg();
  }

  open(): Promise<StoredWorld> {
    return this.#track(this.#open());
  }

  async *entities(): AsyncGenerator<readonly EntityRow[]> {
    if (this.#state !== "open") throw storeClosed();
    let connection: Connection | null = null;
    try {
      connection = await Connection.open(this.#options);
      await connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      yield* readEntities(connection);
    } catch (error) {
      throw postgresFailure(error, this.#options.address.label);
    } finally {
      await connection?.close();
    }
  }

  async snapshot(): Promise<StoreSnapshot> {
    if (this.#state !== "open") throw storeClosed();
    return openPostgresSnapshot(this.#options.address, this.#options.schema);
  }

  write(batch: Batch): Promise<void> {
    return this.#track(this.#write(batch));
  }

  async release(): Promise<void> {
    if (this.#state === "open") this.#state = "released";
    await this.#underWay;
    const connection = this.#connection;
    this.#connection = null;
    if (connection === null) return;
    // Said aloud, because the server may take a moment to notice that the connection has ended.
    if (!connection.isLost) await freeWorldLock(connection, this.#options.schema).catch(() => {});
    await connection.close();
  }

  async close(): Promise<void> {
    await this.release();
    this.#state = "closed";
  }

  async #open(): Promise<StoredWorld> {
    if (this.#state === "closed") throw storeClosed();
    const { address, schema, mayCreate, mayMigrate, copiesOnUpgrade, logger } = this.#options;
    await this.#connection?.close();
    this.#connection = null;
    let connection: Connection | null = null;
    try {
      connection = await Connection.open(this.#options);
      if (!(await takeWorldLock(connection, schema)))
        throw await worldLocked(connection, schema, address.label);
      const copy = await migrate(connection, migrations, {
        schema,
        label: address.label,
        mayCreate,
        mayMigrate,
        keepsCopy: copiesOnUpgrade,
      });
      if (copy !== null) logger.info("the store was brought up to date; a copy was kept", { copy });
      const [row] = await connection.rows<[number]>("UPDATE state SET epoch = epoch + 1 RETURNING epoch");
      const world = await readWorld(connection);
      this.#epoch = row?.[0] ?? 0;
      this.#connection = connection;
      this.#state = "open";
      return world;
    } catch (error) {
      await connection?.close();
      if (this.#state === "open") this.#state = "released";
      throw postgresFailure(error, address.label);
    }
  }

  async #write(batch: Batch): Promise<void> {
    if (this.#state === "new" || this.#state === "closed") throw storeClosed();
    if (this.#state === "released") throw storeTakenOver();
    const query = batchQuery(batch, this.#epoch, this.#options.durability);
    try {
      await writeBatch(await this.#connected(), query, batch);
    } catch (error) {
      const failure = postgresFailure(error, this.#options.address.label);
      // Whether the server has heard it or not: the batch may be sent again, over a connection without a past.
      if (failure instanceof StoreFailure && failure.reason === "unreachable")
        await this.#connection?.close();
      throw failure;
    }
  }

  /** The connection that holds the lock. */
  async #connected(): Promise<Connection> {
    const lost = this.#connection;
    if (lost === null) throw storeTakenOver();
    if (!lost.isLost) return lost;
    const connection = await Connection.open(this.#options);
    try {
      await this.#takeUp(connection, lost);
      this.#connection = connection;
      this.#options.logger.info("connected to the database again");
      return connection;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  async #takeUp(connection: Connection, lost: Connection): Promise<void> {
    const { address, schema } = this.#options;
    const [row] = await connection.rows<[number]>("SELECT epoch FROM state");
    if (row?.[0] !== this.#epoch) throw storeTakenOver();
    if (await takeWorldLock(connection, schema)) return;
    await endLostConnection(connection, lost.backend);
    throw new StoreFailure("busy", `the lost connection still holds the lock: ${address.label}`);
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay = work.catch(() => {});
    return work;
  }
}
