import { hostname } from "node:os";
import type { Client, QueryArrayResult } from "pg";
import type { PostgresAddress } from "../store-address.ts";
import { loadPg } from "./load-pg.ts";

export interface Query {
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Makes the server prepare it once per connection. */
  readonly name?: string;
}

export interface ConnectionOptions {
  readonly address: PostgresAddress;
  /** The schema whose tables are meant. */
  readonly schema: string;
  /** How long to wait for another program's lock. */
  readonly lockTimeoutMs: number;
}

const connectTimeoutMs = 10_000;
/** A server that is silent for so long is as good as gone: the connection is given up. */
const answerTimeoutMs = 60_000;
/** The type number of `bigint`. All of ours are far below 2^53. */
const bigintType = 20;

/** What others see of this process in the database. */
export const applicationName = `mudlark process ${process.pid} on ${hostname()}`;

/** One connection to PostgreSQL. Rows come as arrays, numbers as numbers. */
export class Connection {
  readonly #client: Client;
  #isLost = false;

  private constructor(client: Client) {
    this.#client = client;
  }

  /** @throws MudlarkError CONFIG_INVALID (no `pg`), or what `pg` throws */
  static async open({ address, schema, lockTimeoutMs }: ConnectionOptions): Promise<Connection> {
    const pg = await loadPg();
    const client = new pg.Client({
      connectionString: address.url,
      application_name: applicationName,
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: answerTimeoutMs,
      keepAlive: true,
      types: {
        getTypeParser: (type: number, format) =>
          type === bigintType ? Number : pg.types.getTypeParser(type, format),
      },
    });
    const connection = new Connection(client);
    client.on("error", () => (connection.#isLost = true));
    client.on("end", () => (connection.#isLost = true));
    await client.connect();
    // A machine that vanished without a word is noticed, and its lock freed, within half a minute.
    await client.query(
      `SET search_path = "${schema}"; SET lock_timeout = ${lockTimeoutMs};
       SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3`,
    );
    return connection;
  }

  /** Is there no use in asking it anything more? */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** The number of the process that serves it there. */
  get backend(): number {
    return (this.#client as Client & { readonly processID: number }).processID;
  }

  async rows<Row extends readonly unknown[]>(query: Query | string): Promise<Row[]> {
    const { text, values, name } = typeof query === "string" ? { text: query } : query;
    const result: QueryArrayResult<Row & unknown[]> = await this.#client.query({
      text,
      values: [...(values ?? [])],
      rowMode: "array",
      ...(name === undefined ? {} : { name }),
    });
    return result.rows;
  }

  /** Runs one or more statements without values. */
  async run(sql: string): Promise<void> {
    await this.#client.query(sql);
  }

  /** All or nothing. */
  async inTransaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run("BEGIN");
    try {
      const result = await work();
      await this.run("COMMIT");
      return result;
    } catch (error) {
      // A lost connection has rolled back by itself.
      if (!this.#isLost) await this.run("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  /** Never fails: what cannot be closed in order is dropped. */
  async close(): Promise<void> {
    this.#isLost = true;
    await this.#client.end().catch(() => {});
  }
}
