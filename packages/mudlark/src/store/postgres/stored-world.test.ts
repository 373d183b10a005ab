import { afterAll, beforeAll, describe } from "vitest";
import { describeWorldCheck } from "../../world/check/stored-world.suite.ts";
import { hasPostgres, PostgresBench } from "./postgres-bench.suite.ts";
import { openPostgresSnapshot } from "./postgres-snapshot.ts";
import { worldSchema } from "./schema.ts";

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  let bench: PostgresBench;

  beforeAll(async () => {
    bench = await PostgresBench.create();
  });

  afterAll(() => bench.dispose());

  describeWorldCheck("PostgreSQL", async () => {
    const client = await bench.client();
    return {
      store: () => bench.store(),
      snapshot: () => openPostgresSnapshot(bench.address, worldSchema),
      execute: async (sql) => {
        await client.query(`SET search_path = ${worldSchema}`);
        await client.query(sql);
      },
      dispose: async () => {
        await client.query(`DROP SCHEMA ${worldSchema} CASCADE`);
      },
    };
  });
});
