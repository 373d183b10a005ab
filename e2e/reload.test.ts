import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import { pause } from "./support/pause.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

/** A game with one command, whose answer tells which code runs. */
function gameThatAnswers(answer: string): string {
  return `
import { command, defineGame } from "mudlark";

const version = command({
  key: "version",
  help: "Say which code runs.",
  run(ctx) {
    ctx.msg(${JSON.stringify(answer)});
  },
});

export default defineGame({ commands: { character: [version] } });
`;
}

const brokenGame = `
import { defineGame } from "mudlark";

const lamps = [1, 2;

export default defineGame({});
`;

interface Player {
  readonly name: string;
  readonly client: TelnetClient;
}

async function enterMany(server: GameServer, count: number): Promise<Player[]> {
  const names = Array.from({ length: count }, (_, index) => `Typist${index + 1}`);
  return Promise.all(names.map(async (name) => ({ name, client: await server.enterAsNew(name) })));
}

/** Every player says a number at a time, as people who type do, until the work is done and three times after. */
async function sayNumbersDuring(players: readonly Player[], atLeast: number, work: Promise<unknown>) {
  let last = Number.POSITIVE_INFINITY;
  let said = 0;
  const done = work.finally(() => (last = Math.max(atLeast, said + 3)));
  for (; said < last; await pause(100)) {
    said++;
    for (const { client } of players) client.send(`say number ${said}.`);
  }
  await done;
  return said;
}

/** What the one heard the other say, in order. */
function numbersHeard({ heard }: TelnetClient, speaker: string): number[] {
  return [...heard.matchAll(new RegExp(`${speaker} says?, "number (\\d+)\\."`, "g"))].map((match) =>
    Number(match[1]),
  );
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

describe("a reload among a hundred people who type", () => {
  it("closes no line, and runs every one of theirs once and in order [sessions 32]", async () => {
    await using server = await GameServer.start({ environment: { MUDLARK_LIMITS_COMMANDS_PER_SECOND: "0" } });
    const bystander = await server.enterAsNew("Bystander");
    const players = await enterMany(server, 100);
    const before = await server.worldPid();

    const reload = server.verb("reload", "tea");
    const count = await sayNumbersDuring(players, 20, reload);
    expect(await reload).toMatchObject({ code: 0 });
    expect(await server.worldPid()).not.toBe(before);

    for (const { client } of players) await client.expect(`You say, "number ${count}."`);
    for (const { name } of players) {
      await untilHeard(bystander, `${name} says, "number ${count}."`);
      expect(numbersHeard(bystander, name)).toEqual(upTo(count));
    }
    for (const { client } of players) expect(numbersHeard(client, "You")).toEqual(upTo(count));
    expect([bystander, ...players.map(({ client }) => client)].filter((client) => client.isClosed)).toEqual(
      [],
    );
    expect((await server.status()).sessions).toBe(101);
    expect(bystander.heard).toMatch(/restarts, please hold on.*tea/);
    expect(bystander.heard).not.toMatch(/left the game/);
  });
});

/** Anywhere in what was heard; the order of different speakers is open. */
async function untilHeard(client: TelnetClient, text: string): Promise<void> {
  while (!client.heard.includes(text)) {
    if (client.isClosed) throw new Error("closed");
    await pause(10);
  }
}

describe("a reload", () => {
  let server: GameServer;
  let warden: TelnetClient;
  let player: TelnetClient;

  beforeAll(async () => {
    server = await GameServer.start({ files: { "src/game.ts": gameThatAnswers("This is the first.") } });
    warden = await server.enter(superuser.name, superuser.password);
    player = await server.enterAsNew("Tess");
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it("runs the changed command, and keeps session, character and place", async () => {
    await player.ask("version", "This is the first.");
    await warden.ask("dig Garden = garden, back", /Garden/);
    player.send("garden");
    await player.expect(/Garden\b/);

    await server.write("src/game.ts", gameThatAnswers("This is the second."));
    warden.forget();
    player.forget();
    warden.send("reload");
    await warden.expect(/restarts/);
    const seen = await player.expect(/has restarted/);
    await player.ask("version", "This is the second.");
    await player.ask("look", /Garden/);
    expect(seen).not.toMatch(/connect|become|entered|left/i);
    expect(player.isClosed).toBe(false);
  });

  it("is refused, with the place, when the code has a slip; nobody notices [sessions 35]", async () => {
    const before = await server.worldPid();
    const good = await server.read("src/game.ts");
    await server.write("src/game.ts", brokenGame);
    player.forget();

    const verb = await server.verb("reload");
    expect(verb.code).toBe(1);
    expect(verb.output).toMatch(/src\/game\.ts:4:\d+: /);
    expect(verb.output).toContain("> 4 | const lamps = [1, 2;");

    warden.send("reload");
    await warden.expect(/reload failed; nothing has changed/);
    await warden.expect(/src\/game\.ts:4:\d+: /);
    await warden.expect("> 4 | const lamps = [1, 2;");

    expect(await player.ask("version", "This is the second.")).not.toMatch(/restart/);
    expect(await server.worldPid()).toBe(before);
    await server.write("src/game.ts", good);
  });

  it("is refused when the configuration contradicts itself [sessions 35]", async () => {
    const before = await server.worldPid();
    const good = await server.read("mudlark.config.ts");
    const bad = good.replace("game:", "accounts: { sessionMode: 0, maxPuppets: 2 },\n  game:");
    expect(bad).not.toBe(good);
    await server.write("mudlark.config.ts", bad);
    expect(await server.verb("reload")).toMatchObject({
      code: 1,
      output: expect.stringMatching(/accounts\.maxPuppets/) as string,
    });
    warden.forget();
    warden.send("reload");
    await warden.expect(/reload failed; nothing has changed/);
    await warden.expect(/accounts\.maxPuppets/);
    expect(await player.ask("version", "This is the second.")).not.toMatch(/restart/);
    await server.write("mudlark.config.ts", good);
    expect(await server.worldPid()).toBe(before);
  });

  it("keeps its database, whatever the configuration says by then, and tells that in the log", async () => {
    const good = await server.read("mudlark.config.ts");
    await server.write(
      "mudlark.config.ts",
      good.replace("game:", 'storage: { url: "sqlite:other.db" },\n  game:'),
    );
    expect(await server.verb("reload")).toMatchObject({ code: 0 });
    await player.ask("look", /Garden/);
    expect(server.log).toMatch(
      /storage\.url was changed; that takes effect when the game is stopped and started/,
    );
    await server.write("mudlark.config.ts", good);
  });

  it("lets newcomers wait at the door, and greets them once [sessions 33]", async () => {
    const over = new AbortController();
    const reload = server.verb("reload").finally(() => over.abort());
    const newcomers: TelnetClient[] = [];
    while (!over.signal.aborted) {
      newcomers.push(await server.connect());
      await pause(10);
    }
    expect(await reload).toMatchObject({ code: 0 });
    for (const newcomer of newcomers) {
      await newcomer.expect(/connect NAME PASSWORD/);
      // Whatever came twice would stand before this.
      await newcomer.ask("help", /Make a new account/);
      expect(newcomer.heard.match(/connect NAME PASSWORD/g)).toHaveLength(1);
      newcomer.close();
    }
    expect(newcomers.filter(({ heard }) => /One moment, please/.test(heard))).not.toEqual([]);
  });
});
