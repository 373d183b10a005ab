import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

/** A game with commands that nobody should have written. */
const game = `
import { command, defineGame, Thing } from "mudlark";

const lethal = command({
  key: "lethal",
  help: "End the process that runs the world.",
  run() {
    process.abort();
  },
});

const endless = command({
  key: "endless",
  aliases: ["forever"],
  help: "Never end.",
  run() {
    for (;;);
  },
});

const clumsy = command({
  key: "clumsy",
  help: "Change much, and fail.",
  needs: ["puppet"],
  run(ctx) {
    const { puppet } = ctx;
    puppet.db["one"] = 1;
    puppet.db["two"] = 2;
    puppet.db["three"] = 3;
    const pebble = puppet.contents[0];
    pebble?.moveTo(ctx.here);
    ctx.game.create(Thing, { key: "leftover", location: puppet });
    ctx.msg("It goes well so far.");
    ctx.here.msgContents("Something is afoot.");
    throw new Error("it slipped");
  },
});

const traces = command({
  key: "traces",
  help: "Tell what the clumsy command left.",
  needs: ["puppet"],
  run(ctx) {
    const { one, two, three } = ctx.puppet.db;
    const names = ctx.puppet.contents.map((thing) => thing.key);
    ctx.msg(\`traces: \${JSON.stringify([one ?? 0, two ?? 0, three ?? 0, ...names])}\`);
  },
});

export default defineGame({ commands: { character: [lethal, endless, clumsy, traces] } });
`;

let server: GameServer;
let warden: TelnetClient;
let fool: TelnetClient;
let bystander: TelnetClient;

beforeAll(async () => {
  server = await GameServer.start({
    files: { "src/game.ts": game },
    environment: { MUDLARK_SECURITY_SHOW_ERRORS_IN_GAME: "false" },
  });
  warden = await server.enter(superuser.name, superuser.password);
  fool = await server.enterAsNew("Fool");
  bystander = await server.enterAsNew("Bystander");
});
afterAll(() => server[Symbol.asyncDispose]());

/** What the log says of the deaths of worlds that a command with this name explains. */
function incidents(command: string): Record<string, unknown>[] {
  return server.log
    .split("\n")
    .filter((line) => line.includes("while it ran something"))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((entry) => entry["label"] === command);
}

describe("a command that fails half-way", () => {
  it("leaves no trace but one honest line, and its place in the log [world W20] [operations 14]", async () => {
    await warden.ask("create pebble", /You make pebble/);
    await warden.ask("drop pebble", /You drop/);
    await fool.ask("get pebble", /You (get|pick up|take)/);
    await bystander.expect(/Fool (gets|picks up|takes)/);

    const answer = await fool.ask("clumsy", /written down as (\S+)\./);
    const [, incident = ""] = /written down as (\S+)\./.exec(answer) ?? [];
    expect(answer).not.toContain("It goes well so far.");
    await fool.ask("traces", 'traces: [0,0,0,"pebble"]');
    await fool.ask("say There.", /You say/);
    expect(await bystander.expect('Fool says, "There."')).not.toContain("afoot");

    const entry = server.log.split("\n").find((line) => line.includes(incident)) ?? "";
    expect(JSON.parse(entry)).toMatchObject({ level: "error", command: "clumsy" });
    expect(entry).toContain("it slipped");
    const throwsAt = game.split("\n").findIndex((line) => line.includes("it slipped")) + 1;
    expect(entry).toMatch(new RegExp(`src/game\\.ts:${throwsAt}:\\d+`));
  });
});

describe("a command that ends the world", () => {
  it("is tried once more, alone, and then left out; all others play on", async () => {
    fool.forget();
    bystander.forget();
    fool.send("lethal");
    fool.send("say I am still here.");
    await bystander.expect(/One moment, please/);
    bystander.send("say What was that?");

    await fool.expect(/brought the world down twice/);
    await fool.expect('You say, "I am still here."');
    await bystander.expect('You say, "What was that?"');
    const heard = bystander.heard;
    expect(heard.match(/Fool says, "I am still here\."/g)).toHaveLength(1);
    expect(heard).not.toMatch(/Fool has (left|entered)/);
    expect(incidents("lethal")).toMatchObject([
      { cause: "death", kind: "line", dropped: false },
      { cause: "death", kind: "line", dropped: true },
    ]);
    await warden.expect(/died while it ran "lethal"/);
    expect(await server.worldPid()).toBeGreaterThan(0);
  });
});

describe("a command that never ends", () => {
  it("is stopped by the watchdog, and not run again [operations 15]", async () => {
    fool.forget();
    bystander.forget();
    // Reports name the command, whatever was typed for it.
    fool.send("forever");
    bystander.send("say Hello?");
    await fool.expect(/held up the whole world/, 40_000);
    await bystander.expect('You say, "Hello?"', 40_000);
    await fool.ask("say Sorry.", 'You say, "Sorry."');
    await bystander.expect('Fool says, "Sorry."');
    expect(incidents("endless")).toMatchObject([{ cause: "hang", kind: "line", dropped: true }]);
    await warden.expect(/hung while it ran "endless" \(line\)\. At src\/game\.ts:17\./);
    expect(incidents("endless")[0]?.["error"]).toMatchObject({
      stack: expect.stringContaining("src/game.ts:17") as string,
    });
  });
});
