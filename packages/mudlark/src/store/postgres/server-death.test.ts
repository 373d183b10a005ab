import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PostgresServer, postgresPrograms } from "../../../../../tools/postgres-server.ts";
import { silentLogger } from "../../base/logger.ts";
import { integerBetween, seededRandom } from "../../base/random.ts";
import { numberedBatch, rowsAfter } from "../numbered-batches.fixture.ts";
import { openStore } from "../open-store.ts";
import { readAll } from "../store.suite.ts";
import { StoreFailure } from "../store-failure.ts";

const programs = postgresPrograms();

describe.skipIf(programs === null)("a store and the death of its database server", () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await PostgresServer.start(programs ?? "");
  });
  afterAll(() => server.dispose());

  test("a crash at any moment loses no acknowledged batch, and the same world goes on", async () => {
    const store = openStore(server.url("postgres"), {
      durability: "process",
      directory: "/",
      logger: silentLogger,
    });
    const random = seededRandom(15);
    await store.open();
    let stored = 0;
    for (let round = 0; round < 4; round++) {
      const until = stored + integerBetween(random, 5, 40);
      const crash = { isOver: false };
      const crashed = delay(random.next() * 20).then(async () => {
        await server.stop("SIGQUIT");
        await server.run();
        crash.isOver = true;
      });
      while (stored < until || !crash.isOver) {
        const failure: unknown = await store.write(numberedBatch(stored + 1)).then(
          () => null,
          (error: unknown) => error,
        );
        if (failure === null) stored += 1;
        else await mayPass(failure);
      }
      await crashed;
      expect(await readAll(store)).toEqual(rowsAfter(stored));
    }
    await store.close();
  }, 60_000);
});

/** The world waits a little, and tries again. */
async function mayPass(failure: unknown): Promise<void> {
  expect(failure).toBeInstanceOf(StoreFailure);
  expect(failure).toMatchObject({ mayPass: true });
  await delay(20);
}
