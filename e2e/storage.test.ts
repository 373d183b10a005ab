import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { verifyArchive } from "../packages/mudlark/src/store/archive/read-archive.ts";
import { GameServer, superuser } from "./support/game-server.ts";

interface BackupReport {
  readonly file: string;
  readonly entities: Readonly<Record<string, number>>;
  readonly sha256: string;
}

describe.concurrent("a backup", () => {
  it("is made while people write, and is the whole and sound world wherever it is restored [operations 29]", async () => {
    await using server = await GameServer.start({
      environment: { MUDLARK_LIMITS_COMMANDS_PER_SECOND: "0" },
    });
    const warden = await server.enter(superuser.name, superuser.password);
    await warden.ask("dig Garden = garden, back", /Garden/);
    await warden.ask("create lantern", /You make lantern/);
    const backup = server.verb("backup", "--json");
    for (let number = 1; number <= 300; number++) {
      await warden.ask(`create stone${number}`, `You make stone${number} `);
    }
    const { code, output } = await backup;
    expect(code, output).toBe(0);
    const report = JSON.parse(output) as BackupReport;

    const refused = await server.verb("restore", report.file, "--replace");
    expect(refused).toMatchObject({ code: 4, output: expect.stringMatching(/mudlark stop/) as string });

    await using elsewhere = await GameServer.prepare();
    const restored = await elsewhere.verb("restore", report.file, "--json");
    expect(restored.code, restored.output).toBe(0);
    expect(JSON.parse(restored.output)).toMatchObject({
      entities: report.entities,
      sha256: report.sha256,
      keptAs: null,
    });
    expect(await elsewhere.verb("world", "check")).toMatchObject({
      code: 0,
      output: "The world is as it should be.\n",
    });
    await elsewhere.run();
    const again = await elsewhere.enter(superuser.name, superuser.password);
    await again.ask("examine lantern", /Location: Warden/);
    await again.ask("garden", /Garden/);
  });

  it("replaces a world only when told to, and keeps what was there", async () => {
    await using server = await GameServer.start();
    const warden = await server.enter(superuser.name, superuser.password);
    await warden.ask("create lantern", /You make lantern/);
    const file = path.join(server.directory, "before.gz");
    const written = await server.verb("backup", "--to", file);
    expect(written).toMatchObject({ code: 0, output: expect.stringMatching(/1 account/) as string });
    expect(await server.verb("backup", "--to", file)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/--force/) as string,
    });
    await warden.ask("create bucket", /You make bucket/);
    await server.stop();

    expect(await server.verb("restore", file)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/--replace/) as string,
    });
    const { code, output } = await server.verb("restore", file, "--replace");
    expect(code, output).toBe(0);
    const kept = (await readdir(path.join(server.directory, "var/db"))).filter((name) =>
      name.includes("replaced"),
    );
    expect(kept).toHaveLength(1);
    expect(output).toContain(kept[0]);
    await server.run();
    const again = await server.enter(superuser.name, superuser.password);
    expect(await again.ask("inventory", /lantern/)).not.toContain("bucket");
  });

  it("that is damaged restores nothing", async () => {
    await using server = await GameServer.start();
    const file = path.join(server.directory, "world.gz");
    await server.verb("backup", "--to", file);
    await server.stop();
    const before = await readFile(path.join(server.directory, "var/db/game.db"));
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length - 100));
    expect(await server.verb("restore", file, "--replace")).toMatchObject({
      code: 1,
      output: expect.stringMatching(/cannot be used/) as string,
    });
    expect(await readFile(path.join(server.directory, "var/db/game.db"))).toEqual(before);
  });

  it("of a game that was never started is refused in plain words", async () => {
    await using server = await GameServer.prepare();
    expect(await server.verb("backup")).toMatchObject({
      code: 1,
      output: expect.stringMatching(/there is no world in .*game\.db/) as string,
    });
  });
});

describe.concurrent("the check of a world", () => {
  it("says what is wrong while the game runs, and makes it right when it does not", async () => {
    await using server = await GameServer.start();
    const warden = await server.enter(superuser.name, superuser.password);
    await warden.ask("dig Garden = garden, back", /Garden/);
    await warden.ask("create chest", /You make chest \(#6\)/);
    expect(await server.verb("world", "check")).toMatchObject({ code: 0 });
    await warden.ask("backup", /The backup is whole/);
    const backups = path.join(server.directory, "var/backups");
    const [made = ""] = await readdir(backups);
    expect((await verifyArchive(path.join(backups, made))).digest.entities).toMatchObject({ account: 1 });
    await server.stop();
    using database = new DatabaseSync(path.join(server.directory, "var/db/game.db"));
    database.exec("UPDATE entity SET location = 99 WHERE key = 'chest'");
    database.exec("UPDATE entity SET destination = 77 WHERE key = 'garden'");
    database.exec(`UPDATE entity SET body = '{"a":[["hp",1],["hp",2]]}' WHERE key = 'chest'`);

    await server.run();
    const found = await server.verb("world", "check", "--json");
    expect(found.code, found.output).toBe(1);
    expect(JSON.parse(found.output)).toMatchObject({
      ok: false,
      findings: [
        { rule: "reference", about: expect.stringMatching(/garden/) as string },
        { rule: "reference", about: "object #6 (chest)" },
        { rule: "duplicate", about: "object #6 (chest)", repair: expect.stringMatching(/number/) as string },
      ],
      found: 3,
      repaired: 0,
    });
    expect(await server.verb("world", "check", "--repair")).toMatchObject({ code: 4 });
    await server.stop();
    expect(await server.verb("world", "check", "--repair")).toMatchObject({
      code: 0,
      output: expect.stringMatching(/Its location is now #2\.[^]*3 of 3 were made right/) as string,
    });
    expect(await server.verb("world", "check")).toMatchObject({
      code: 1,
      output: expect.stringMatching(/This exit leads nowhere/) as string,
    });
    await server.run();
    const again = await server.enter(superuser.name, superuser.password);
    await again.ask("look", /chest/);
    await again.ask("examine chest", /hp = 2[^]*hp-2 = 1|hp-2 = 1[^]*hp = 2/);
  });
});
