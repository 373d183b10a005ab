import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { PostgresServer, postgresPrograms } from "../../tools/postgres-server.ts";
import { GameServer, superuser } from "../support/game-server.ts";

const port = inject("postgresPort");

describe.skipIf(port === null).concurrent("a world in PostgreSQL", () => {
  it("keeps all that anybody saw through the death of world and gateway", async () => {
    await using server = await GameServer.start({
      environment: { MUDLARK_STORAGE_URL: await newDatabase() },
    });
    const warden = await server.enter(superuser.name, superuser.password);
    for (let number = 1; number <= 40; number++) warden.send(`create stone${number}`);
    await warden.expect(/You make stone20 /);
    const { gateway, world } = await server.status();
    await server.kill(gateway.pid, world.pid);
    await warden.untilClosed();
    const seen = [...warden.heard.matchAll(/You make (stone\d+) \(#(\d+)\)/g)];
    expect(seen.length).toBeGreaterThanOrEqual(20);

    await server.run();
    const again = await server.enter(superuser.name, superuser.password);
    for (const [, name = "", id = ""] of seen) {
      await again.ask(`examine ${name}`, `Name: ${name} (#${id})`);
    }
    await again.ask("reload", /has restarted/);
    await again.ask("create bucket", /You make bucket/);
  });

  it("moves there from SQLite and back, and every id stays what it is", async () => {
    await using home = await GameServer.start();
    const warden = await home.enter(superuser.name, superuser.password);
    await warden.ask("dig Garden = garden, back", /Garden/);
    const [, id = ""] =
      /You make lantern \(#(\d+)\)/.exec(await warden.ask("create lantern", /make lantern.*\)/)) ?? [];
    const url = await newDatabase();
    expect(await home.verb("storage", "copy", "--to", url)).toMatchObject({ code: 4 });
    await home.stop();
    const there = await home.verb("storage", "copy", "--to", url, "--json");
    expect(there.code, there.output).toBe(0);

    await using away = await GameServer.start({ environment: { MUDLARK_STORAGE_URL: url } });
    const again = await away.enter(superuser.name, superuser.password);
    await again.ask("examine lantern", `Name: lantern (#${id})`);
    await again.ask("garden", /Garden/);
    await again.ask("create bucket", /You make bucket/);
    const backup = await away.verb("backup", "--json");
    expect(backup.code, backup.output).toBe(0);
    await away.stop();
    expect(await away.verb("world", "check")).toMatchObject({ code: 0 });

    const refused = await away.verb("storage", "copy", "--to", `sqlite:${home.directory}/var/db/game.db`);
    expect(refused).toMatchObject({ code: 1, output: expect.stringMatching(/--replace/) as string });
    const file = `sqlite:${home.directory}/var/db/game.db`;
    const back = await away.verb("storage", "copy", "--to", file, "--replace", "--json");
    expect(back.code, back.output).toBe(0);
    const { entities, sha256 } = JSON.parse(back.output) as Record<string, unknown>;
    expect(JSON.parse((await home.verb("backup", "--json")).output)).toMatchObject({ entities, sha256 });
    await home.run();
    const last = await home.enter(superuser.name, superuser.password);
    await last.ask("examine bucket", /Location: Warden/);
    await last.ask("examine lantern", `Name: lantern (#${id})`);
  });

  it.each(["SIGINT", "SIGQUIT"] as const)(
    "stands still while the database server is away, and loses nothing (%s)",
    async (signal) => {
      const programs = postgresPrograms();
      if (programs === null) throw new Error("PostgreSQL is gone");
      const database = await PostgresServer.start(programs);
      try {
        await using server = await GameServer.start({
          environment: { MUDLARK_STORAGE_URL: database.url("postgres") },
        });
        const warden = await server.enter(superuser.name, superuser.password);
        const tess = await server.enterAsNew("Tess");
        await warden.ask("create lantern", /You make lantern/);
        await database.stop(signal);
        warden.send("create bucket");
        await warden.expect(/stands still: it cannot save/);
        tess.send("say Is anybody there?");
        await tess.expect(/cannot save at present and waits/);
        expect(warden.heard).not.toMatch(/You make bucket/);
        await database.run();
        await warden.expect(/You make bucket/);
        await tess.expect(/You say, "Is anybody there\?"/);
        expect((await server.status()).world).toMatchObject({ state: "serving", restarts: 0 });
        const { gateway, world } = await server.status();
        await server.kill(gateway.pid, world.pid);
        await server.run();
        const again = await server.enter(superuser.name, superuser.password);
        await again.ask("inventory", /bucket/);
      } finally {
        await database.dispose();
      }
    },
  );
});

describe.skipIf(port === null)("the database server of a test", () => {
  it("ends with the process that started it, even one that is killed", async () => {
    const server = new URL("../../tools/postgres-server.ts", import.meta.url).href;
    const program = `
      const { PostgresServer, postgresPrograms } = await import(${JSON.stringify(server)});
      console.log((await PostgresServer.start(postgresPrograms())).url("postgres"));`;
    const parent = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const client = new pg.Client({ connectionString: line.toString().trim() });
    client.on("error", () => {});
    await client.connect();
    const ended = new Promise((resolve) => client.once("end", resolve));
    parent.kill("SIGKILL");
    await ended;
    await expect(client.query("SELECT 1")).rejects.toThrow();
  });
});

/** Makes an empty database on the server that all tests share, and tells its address. */
async function newDatabase(): Promise<string> {
  const name = `game_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: `postgres://tester@127.0.0.1:${port}/postgres` });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  return `postgres://tester@127.0.0.1:${port}/${name}`;
}
