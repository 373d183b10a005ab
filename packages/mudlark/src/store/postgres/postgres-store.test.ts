import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { batchOf, describeStore, entityRow, readAll } from "../store.suite.ts";
import { hasPostgres, PostgresBench } from "./postgres-bench.suite.ts";

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  describeStore("postgres", async () => {
    const bench = await PostgresBench.create();
    const disturbers: pg.Client[] = [];
    return {
      store: () => bench.store(),
      breakLock: () => bench.cutConnections(),
      async breakDisk() {
        const disturber = await bench.client();
        await disturber.query("BEGIN; LOCK TABLE mudlark.state IN EXCLUSIVE MODE");
        disturbers.push(disturber);
      },
      mendDisk: async () => disturbers.pop()?.end(),
      dispose: () => bench.dispose(),
    };
  });

  describe("a store in a PostgreSQL database", () => {
    let bench: PostgresBench;

    beforeEach(async () => {
      bench = await PostgresBench.create();
    });
    afterEach(() => bench.dispose());

    test("a second world is told who holds it", async () => {
      await bench.store().open();
      await expect(bench.store().open()).rejects.toMatchObject({
        code: "STORE_LOCKED",
        message: expect.stringMatching(
          new RegExp(`mudlark process ${process.pid} on .*, since 20`),
        ) as string,
      });
    });

    test("after its connection broke, the next write connects anew and holds the lock again", async () => {
      const store = bench.store();
      await store.open();
      await store.write(batchOf(1, { put: [entityRow(1)] }));
      await bench.cutConnections();
      await writeUntilStored(store, 2);
      await expect(bench.store().open()).rejects.toMatchObject({ code: "STORE_LOCKED" });
      expect(await readAll(store)).toEqual([entityRow(1), entityRow(2)]);
    });

    test("a server that is not there is reported, without the password", async () => {
      const store = bench.store({
        address: { label: "PostgreSQL at 127.0.0.1:1/game", url: "postgres://ann:secret@127.0.0.1:1/game" },
      });
      await expect(store.open()).rejects.toMatchObject({
        reason: "unreachable",
        mayPass: true,
        message: expect.not.stringContaining("secret") as string,
      });
    });

    test("a database that is not there is reported with what to do", async () => {
      const { url } = bench.address;
      const store = bench.store({ address: { label: "PostgreSQL", url: `${url}_none` } });
      await expect(store.open()).rejects.toMatchObject({
        reason: "unreachable",
        message: expect.stringContaining("createdb") as string,
      });
    });

    test("a value that cannot be stored is refused for good, and the next batch goes through", async () => {
      const store = bench.store();
      await store.open();
      const wrong = entityRow(1, { createdAt: 1.5 });
      await expect(store.write(batchOf(1, { put: [wrong] }))).rejects.toMatchObject({
        reason: "refused",
        mayPass: false,
      });
      await store.write(batchOf(1, { put: [entityRow(1)] }));
      expect(await readAll(store)).toEqual([entityRow(1)]);
    });

    test.each([
      ["process", false, "local"],
      ["process", true, "on"],
      ["power", false, "on"],
    ] as const)("durability %s, sync %s: the server commits with %s", async (durability, sync, expected) => {
      const store = bench.store({ durability });
      await store.open();
      const client = await bench.client();
      // The database itself writes down how the transaction was committed.
      await client.query(`
        CREATE TABLE public.seen (setting text);
        CREATE FUNCTION public.look() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO public.seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER look AFTER UPDATE ON mudlark.state DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION public.look();`);
      await store.write(batchOf(1, { sync }));
      expect((await client.query("SELECT setting FROM public.seen")).rows).toEqual([{ setting: expected }]);
    });

    test("people find what they look for with an SQL shell", async () => {
      const store = bench.store();
      await store.open();
      await store.write(batchOf(1, { put: [entityRow(5, { body: '{"hp":3}' })] }));
      const client = await bench.client();
      const { rows } = await client.query("SELECT id::int, body::jsonb->'hp' AS hp FROM mudlark.entity");
      expect(rows).toEqual([{ id: 5, hp: 3 }]);
    });

    test("a world that may not be made is reported as missing, and nothing is made", async () => {
      await expect(bench.store({ mayCreate: false }).open()).rejects.toMatchObject({ code: "STORE_MISSING" });
      const client = await bench.client();
      const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = 'mudlark'");
      expect(rowCount).toBe(0);
    });
  });
});

/** As the committer does it: the same batch again, for as long as its failure may pass. */
async function writeUntilStored(store: ReturnType<PostgresBench["store"]>, sequence: number): Promise<void> {
  const batch = batchOf(sequence, { put: [entityRow(sequence)] });
  for (let tries = 0; tries < 20; tries++) {
    const failure: unknown = await store.write(batch).then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return;
    expect(failure).toMatchObject({ mayPass: true });
  }
  throw new Error("the store did not recover");
}
