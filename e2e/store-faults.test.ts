import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";

interface Fault {
  /** Does something to the machine; returns what undoes it. */
  begin(server: GameServer): Promise<() => void>;
  /** What the staff read of the cause. */
  readonly cause: RegExp;
}

const canMount = tries((folder) => {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "ignore" });
  execFileSync("umount", [folder]);
});
const canFreeze = tries((folder) => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  execFileSync("chattr", ["+i", file], { stdio: "ignore" });
  execFileSync("chattr", ["-i", file]);
});
const canLimit = tries(() => {
  execFileSync("prlimit", ["--version"], { stdio: "ignore" });
});

describe.concurrent("a world that cannot save", () => {
  it("because another program keeps the database locked, stands still and goes on", () =>
    standsStillAndGoesOn({
      cause: /another program keeps the database locked/,
      async begin(server) {
        const other = new DatabaseSync(databaseOf(server));
        other.exec("BEGIN IMMEDIATE");
        return () => other.close();
      },
    }));

  it.skipIf(!canLimit)("because the system lets it write no more, stands still and goes on", () =>
    standsStillAndGoesOn({
      cause: /the disk reported an error/,
      async begin(server) {
        const limit = (bytes: string): void => {
          execFileSync("prlimit", ["--pid", String(server.pastWorlds.at(-1)), `--fsize=${bytes}:`]);
        };
        limit("4096");
        return () => limit("unlimited");
      },
    }),
  );

  it.skipIf(!canFreeze)("because its database was made read-only, stands still and goes on", () =>
    standsStillAndGoesOn({
      cause: /cannot be written|no permission|the disk reported an error/,
      async begin(server) {
        const freeze = (sign: string): void => {
          const file = databaseOf(server);
          execFileSync("chattr", [`${sign}i`, file, `${file}-wal`]);
        };
        freeze("+");
        return () => freeze("-");
      },
    }),
  );

  it.skipIf(!canMount)("because its disk is full, stands still and goes on", async () => {
    await using server = await GameServer.prepare();
    const folder = path.dirname(databaseOf(server));
    await mkdir(folder, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]);
    try {
      await server.run();
      const ballast = path.join(folder, "ballast");
      await playThrough(server, {
        cause: /no space is left|the disk reported an error/,
        async begin() {
          fillUp(ballast);
          return () => rmSync(ballast);
        },
      });
      await server.stop();
    } finally {
      execFileSync("umount", ["--lazy", folder]);
    }
  });
});

async function standsStillAndGoesOn(fault: Fault): Promise<void> {
  await using server = await GameServer.start();
  await playThrough(server, fault);
}

/** People play, the fault comes and goes, everything is killed: nothing is lost, nothing was shown too early. */
async function playThrough(server: GameServer, fault: Fault): Promise<void> {
  const warden = await server.enter(superuser.name, superuser.password);
  const tess = await server.enterAsNew("Tess");
  await warden.ask("create lantern", /You make lantern/);
  const mend = await fault.begin(server);
  try {
    warden.send(`create bucket\r\nset bucket/story = ${"water ".repeat(800)}`);
    expect(await warden.expect(fault.cause)).toMatch(/stands still: it cannot save/);
    tess.send("say Is anybody there?");
    await tess.expect(/cannot save at present and waits/);
    expect(warden.heard).not.toMatch(/You make bucket/);
    expect(tess.heard).not.toMatch(/Is anybody there/);
  } finally {
    mend();
  }
  await warden.expect(/You make bucket/);
  await tess.expect(/You say, "Is anybody there\?"/);
  expect(warden.heard).toMatch(/goes on: it can save again/);
  expect(tess.heard).toMatch(/goes on: it can save again/);
  const { gateway, world } = await server.status();
  expect(world).toMatchObject({ state: "serving", restarts: 0 });

  await server.kill(gateway.pid, world.pid);
  await server.run();
  const again = await server.enter(superuser.name, superuser.password);
  await again.ask("inventory", /bucket/);
  await again.ask("examine bucket", /water water/);
  await again.ask("examine lantern", /Location: Warden/);
}

function databaseOf(server: GameServer): string {
  return path.join(server.directory, "var/db/game.db");
}

/** Writes until nothing more fits. */
function fillUp(file: string): void {
  for (const size of [4096, 1]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: "a" });
    } catch {
      // That was the last that fitted.
    }
  }
}

/** May this process do that, on this machine? */
function tries(work: (folder: string) => void): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), "mudlark-may-"));
  try {
    work(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
