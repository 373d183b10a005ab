import { describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";

describe("a server that is killed as a whole", () => {
  it("starts again over what it left lying about, and knows all that anybody saw [operations 22]", async () => {
    await using server = await GameServer.start({
      environment: { MUDLARK_LIMITS_COMMANDS_PER_SECOND: "0" },
    });
    const warden = await server.enter(superuser.name, superuser.password);
    const tess = await server.enterAsNew("Tess");
    await warden.ask("dig Garden = garden, back", /Garden/);
    for (let number = 1; number <= 40; number++) warden.send(`create stone${number}`);
    await warden.expect(/You make stone20 /);
    const { gateway, world } = await server.status();
    await server.kill(gateway.pid, world.pid);
    await Promise.all([warden.untilClosed(), tess.untilClosed()]);
    const seen = [...warden.heard.matchAll(/You make (stone\d+) \(#(\d+)\)/g)];
    expect(seen.length).toBeGreaterThanOrEqual(20);

    await server.run();
    const after = await server.status();
    expect(after.sessions).toBe(0);
    expect(after.gateway.pid).not.toBe(gateway.pid);
    const again = await server.enter(superuser.name, superuser.password);
    for (const [, name = "", id = ""] of seen) {
      again.send(`examine ${name}`);
      await again.expect(`Name: ${name} (#${id})`);
      await again.expect("Location: Warden");
    }
    // Nobody stands about whose player is not there.
    expect(await again.ask("look", /Exits: .*garden/)).not.toContain("Tess");
    await again.ask("garden", /Garden/);
    const tessAgain = await server.enter("Tess");
    expect(await tessAgain.expect(/Limbo/)).not.toMatch(/error/i);
  });

  it("takes up the world that outlived its gateway", async () => {
    await using server = await GameServer.start();
    const warden = await server.enter(superuser.name, superuser.password);
    await warden.ask("create lantern", /You make lantern/);
    const { gateway, world } = await server.status();
    await server.kill(gateway.pid);
    await warden.untilClosed();

    await server.run();
    const again = await server.enter(superuser.name, superuser.password);
    await again.ask("inventory", /a lantern/);
    const after = await server.status();
    expect(after.sessions).toBe(1);
    expect(after.world.pid).toBe(world.pid);
  });
});

describe("the verbs of an operator", () => {
  it("start and stop in plain words and with codes for scripts [operations 20]", async () => {
    await using server = await GameServer.prepare();
    const started = await server.verb("start");
    try {
      expect(started.code, started.output).toBe(0);
      expect(started.output).toMatch(/Testing Grounds is running/);
      expect(await server.verb("start")).toMatchObject({
        code: 4,
        output: expect.stringMatching(/already running/) as string,
      });
      expect(await server.verb("status")).toMatchObject({
        code: 0,
        output: expect.stringMatching(/Sessions: 0/) as string,
      });
      const json = await server.verb("status", "--json");
      expect(json.code).toBe(0);
      expect(JSON.parse(json.output)).toEqual({
        running: true,
        version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
        game: "Testing Grounds",
        gateway: {
          pid: expect.any(Number) as number,
          startedAt: expect.any(Number) as number,
          rssBytes: expect.any(Number) as number,
        },
        world: {
          pid: expect.any(Number) as number,
          state: "serving",
          readyAt: expect.any(Number) as number,
          restarts: 0,
        },
        sessions: 0,
        players: 0,
        uptime: expect.any(Number) as number,
        telnet: [`127.0.0.1:${server.telnetPort}`],
        telnetTls: [],
        ssh: [],
        web: `http://localhost:${server.webPort}/`,
      });
    } finally {
      expect(await server.verb("stop")).toMatchObject({ code: 0 });
    }
    expect(await server.verb("stop")).toMatchObject({
      code: 3,
      output: expect.stringMatching(/not running/) as string,
    });
    const status = await server.verb("status", "--json");
    expect(status.code).toBe(3);
    expect(JSON.parse(status.output.split("\n")[0] ?? "")).toEqual({ running: false });
  });
});
