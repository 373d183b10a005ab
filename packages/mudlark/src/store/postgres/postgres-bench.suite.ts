import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { storeAddress } from "../store-address.ts";
import type { PostgresAddress } from "../store-address.ts";
import { PostgresStore } from "./postgres-store.ts";
import type { PostgresStoreOptions } from "./postgres-store.ts";
import { worldSchema } from "./schema.ts";

const port = inject("postgresPort");

/** Can these tests run here? `npm test` says what is missing. */
export const hasPostgres = port !== null;

/** A database of its own for a test, and stores in it that are closed with it. */
export class PostgresBench {
  readonly url: string;
  readonly #name: string;
  readonly #admin: pg.Client;
  readonly #stores: PostgresStore[] = [];
  readonly #clients: pg.Client[] = [];

  private constructor(name: string, admin: pg.Client) {
    this.#name = name;
    this.#admin = admin;
    this.url = databaseUrl(name);
  }

  static async create(): Promise<PostgresBench> {
    const name = `test_${randomUUID().replaceAll("-", "")}`;
    const admin = await connect("postgres");
    await admin.query(`CREATE DATABASE ${name}`);
    return new PostgresBench(name, admin);
  }

  get address(): PostgresAddress {
    const address = storeAddress(this.url, "/");
    if (address.kind !== "postgres") throw new TypeError("not an address of PostgreSQL");
    return address;
  }

  store(changes: Partial<PostgresStoreOptions> = {}): PostgresStore {
    const store = new PostgresStore({
      address: this.address,
      schema: worldSchema,
      lockTimeoutMs: 50,
      durability: "process",
      mayCreate: true,
      mayMigrate: true,
      copiesOnUpgrade: true,
      logger: silentLogger,
      ...changes,
    });
    this.#stores.push(store);
    return store;
  }

  /** A connection as another program would have it. */
  async client(): Promise<pg.Client> {
    const client = await connect(this.#name);
    this.#clients.push(client);
    return client;
  }

  /** Ends every connection to the database, as a server that restarts does; waits until none is left. */
  async cutConnections(): Promise<void> {
    await this.#admin.query(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1",
      [this.#name],
    );
  }

  async dispose(): Promise<void> {
    for (const store of this.#stores) await store.close();
    for (const client of this.#clients) await client.end().catch(() => {});
    await this.#admin.query(`DROP DATABASE ${this.#name} WITH (FORCE)`);
    await this.#admin.end();
  }
}

function databaseUrl(name: string): string {
  return `postgres://tester@127.0.0.1:${port}/${name}`;
}

async function connect(database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl(database) });
  // A connection may be cut; whoever uses it hears of that from its own query.
  client.on("error", () => {});
  await client.connect();
  return client;
}
