import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

function gameThatAnswers(answer: string): string {
  return `
import { defineGame } from "mudlark";
import { version } from "./commands/version.ts";

/* ${answer} */
export default defineGame({ commands: { character: [version] } });
`;
}

function commandThatAnswers(answer: string): string {
  return `
import { command } from "mudlark";

export const version = command({
  key: "version",
  help: "Say which code runs.",
  run(ctx) {
    ctx.msg(${JSON.stringify(answer)});
  },
});
`;
}

const serves = /the world serves/;

describe("mudlark dev", () => {
  let server: GameServer;
  let player: TelnetClient;

  /** Writes a file as an editor does, and waits for what the terminal shows of it. */
  async function save(name: string, text: string, shown: RegExp): Promise<string> {
    const from = server.log.length;
    await server.write(name, text);
    await server.untilLogged(shown, from);
    return server.log.slice(from);
  }

  beforeAll(async () => {
    server = await GameServer.start({
      verb: "dev",
      files: {
        "src/game.ts": gameThatAnswers("one"),
        "src/commands/version.ts": commandThatAnswers("This is the first."),
      },
    });
    player = await server.enter(superuser.name, superuser.password);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it("loads a changed command at once, and keeps session, character and place", async () => {
    await player.ask("version", "This is the first.");
    await player.ask("dig Garden = garden, back", /Garden/);
    player.send("garden");
    await player.expect(/Garden\b/);
    player.forget();

    await save("src/commands/version.ts", commandThatAnswers("This is the second."), serves);
    const seen = await player.ask("version", "This is the second.");
    expect(seen).not.toMatch(/connect|become/i);
    await player.ask("look", /Garden/);
  });

  it("loads a file in a folder that was not there before", async () => {
    await save("src/late/evening.ts", "export const hour = 21;\n", serves);
    await save("src/late/evening.ts", "export const hour = 22;\n", serves);
  });

  it("shows the place of a slip to the developer, and nothing to the players", async () => {
    const world = await server.worldPid();
    player.forget();
    const good = await server.read("src/commands/version.ts");

    const shown = await save("src/commands/version.ts", `${good}const lamps = [1, 2;\n`, /\|\s+\^/);
    expect(shown).toMatch(/src\/commands\/version\.ts:11:\d+: /);
    expect(shown).toContain("> 11 | const lamps = [1, 2;");

    const heard = await player.ask("version", "This is the second.");
    expect(heard.replaceAll(/\s/g, "")).toBe("Thisisthesecond.");
    expect(await server.worldPid()).toBe(world);
    await save("src/commands/version.ts", commandThatAnswers("This is the third."), serves);
    await player.ask("version", "This is the third.");
  });

  it("names what is wrong with a configuration, and goes on with the old one", async () => {
    const good = await server.read("mudlark.config.ts");
    const world = await server.worldPid();
    const contradiction = good.replace("game:", "acounts: {},\n  game:");
    expect(await save("mudlark.config.ts", contradiction, /accounts\?/)).toMatch(
      /acounts: there is no such setting; did you mean accounts\?/,
    );
    const shown = await save("mudlark.config.ts", `${good}\nconst x = [1;\n`, /\|\s+\^/);
    expect(shown).toMatch(/mudlark\.config\.ts:\d+:\d+: /);
    await player.ask("version", "This is the third.");
    expect(await server.worldPid()).toBe(world);
    await save("mudlark.config.ts", good, serves);
  });

  it("ends with Ctrl-C, and starts even with a slip in the code, until that is mended", async () => {
    expect(await server.stop("SIGINT")).toBe(0);
    expect(server.log).toMatch(/world\s+stopped/);

    const good = await server.read("src/game.ts");
    await server.write("src/game.ts", "export default {;\n");
    const from = server.log.length;
    server.begin();
    await server.untilLogged(/> 1 \| export default \{;/, from);
    await save("src/game.ts", good, serves);
    const again = await server.enter(superuser.name, superuser.password);
    await again.ask("look", /Garden/);
  });
});
