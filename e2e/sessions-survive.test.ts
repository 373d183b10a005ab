import { describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

/** A game that writes down which hooks ran, and whose players can keep something in their session. */
const game = `
import { Character, cmdset, command, defineGame, type Game } from "mudlark";

function note(game: Game, what: string): void {
  const noted = game.settings.get("noted");
  game.settings.set("noted", [...(Array.isArray(noted) ? noted : []), what]);
}

export class Hero extends Character {
  override atPrePuppet(): void { note(this.game, "pre-puppet " + this.key); super.atPrePuppet(); }
  override atPreUnpuppet(): void { note(this.game, "pre-unpuppet " + this.key); }
}

const humming = cmdset({ key: "humming", commands: [command({ key: "hum", run: (ctx) => ctx.msg("You hum.") })] });

const keep = command({
  key: "keep",
  needs: ["session"],
  run({ session }) {
    session.setServerData({ x: 1 });
    session.db.y = 1;
    session.updateFlags({ NOCOLOR: true });
    session.cmdset.add(humming, { persistent: true });
    let refused = false;
    try {
      Object.assign(session, { db: {} });
    } catch {
      refused = true;
    }
    session.msg("kept " + String(session.ndb.y) + " " + String(refused));
  },
});

const facts = command({
  key: "facts",
  needs: ["session"],
  run({ session }) {
    const { id, puppet, flags, serverData, ndb, db } = session;
    const shown = { id, puppet: puppet?.key, nocolor: flags.NOCOLOR, x: serverData.x, y: [ndb.y ?? null, db.y ?? null] };
    session.msg({ text: "facts " + JSON.stringify(shown).replaceAll("|", "||") });
  },
});

const noted = command({ key: "noted", run: (ctx) => ctx.msg("noted " + JSON.stringify(ctx.game.settings.get("noted") ?? [])) });
const forget = command({ key: "forget", run: (ctx) => { ctx.game.settings.delete("noted"); ctx.msg("Forgotten."); } });

const hook = (name: string) => (game: Game) => note(game, name);

export default defineGame({
  classes: { character: Hero },
  commands: { account: [keep, facts, noted, forget], sets: [humming] },
  hooks: {
    atServerInit: hook("init"),
    atServerReloadStart: hook("reload start"),
    atServerColdStart: hook("cold start"),
    atServerStart: hook("start"),
    atServerReloadStop: hook("reload stop"),
    atServerColdStop: hook("cold stop"),
    atServerStop: hook("stop"),
  },
});
`;

async function factsOf(client: TelnetClient): Promise<unknown> {
  const answer = await client.ask("facts", /facts \{.*\}/);
  return JSON.parse(/\{.*\}/.exec(answer)?.[0] ?? "null");
}

async function noted(client: TelnetClient): Promise<unknown> {
  const answer = await client.ask("noted", /noted \[.*\]/);
  return JSON.parse(/\[.*\]/.exec(answer)?.[0] ?? "null");
}

function comings(client: TelnetClient): string[] {
  return client.heard.match(/\S+ has (entered|left) the game( \(.*?\))?/g) ?? [];
}

/** Anna in one session and Bob in another, of one account, before the eyes of the superuser. */
async function annaAndBob(server: GameServer) {
  const witness = await server.enter(superuser.name, superuser.password);
  const anna = await server.enterAsNew("Anna");
  await anna.ask("charcreate Bob", /was created/);
  const bob = await server.connect();
  await bob.expect(/connect/);
  bob.send("connect Anna three wet herons");
  await bob.expect(/out of character/);
  await bob.ask("ic Bob", /You become Bob/);
  return { witness, anna, bob };
}

describe.concurrent("sessions", () => {
  it("keep what is theirs over a reload and over a crash, and no room notices [sessions 31] [sessions 36]", async () => {
    await using server = await GameServer.start({
      files: { "src/game.ts": game },
      environment: { MUDLARK_ACCOUNTS_SESSION_MODE: "2" },
    });
    const { witness, anna, bob } = await annaAndBob(server);
    await anna.ask("keep", "kept 1 true");
    const [annaBefore, bobBefore] = [await factsOf(anna), await factsOf(bob)];
    expect(annaBefore).toMatchObject({ puppet: "Anna", nocolor: true, x: 1, y: [1, 1] });
    await witness.ask("forget", /Forgotten/);
    await witness.ask("reload", /has restarted/);
    const told = await anna.expect(/has restarted/);
    expect(told).toContain("The world restarts, please hold on");
    expect(await factsOf(anna)).toEqual({ ...(annaBefore as object), y: [null, null] });
    expect(await factsOf(bob)).toEqual(bobBefore);
    await anna.ask("hum", "You hum.");
    await bob.ask("hum", /not available/);
    expect(await noted(witness)).toEqual(["reload stop", "stop", "init", "reload start", "start"]);

    anna.forget();
    process.kill(await server.untilWorlds(1), "SIGKILL");
    await anna.expect(/One moment, please[^]*has restarted/, 10_000);
    expect(await factsOf(anna)).toEqual({ ...(annaBefore as object), y: [null, null] });
    expect(await factsOf(bob)).toEqual(bobBefore);
    await anna.ask("hum", "You hum.");
    expect(comings(witness)).toEqual(["Anna has entered the game", "Bob has entered the game"]);
    expect(await noted(witness)).not.toContainEqual(expect.stringMatching(/puppet/));
  });

  it("that ended while there was no world leave the game at once when there is one [sessions 34]", async () => {
    await using server = await GameServer.start({ environment: { MUDLARK_ACCOUNTS_SESSION_MODE: "0" } });
    const witness = await server.enter(superuser.name, superuser.password);
    const anna = await server.enterAsNew("Anna");
    await witness.expect("Anna has entered the game");
    process.kill(await server.untilWorlds(1), "SIGKILL");
    anna.close();
    await witness.expect("Anna has left the game (connection lost)");
    await witness.expect(/has restarted/);
    await witness.ask("who", /One account is connected/);
    await witness.ask('eval game.accounts.find("Anna").isConnected', /false/);
    await witness.ask("ic Anna", /You become Anna/);
    expect(comings(witness).filter((line) => line.includes("left"))).toEqual([
      "Anna has left the game (connection lost)",
    ]);
  });

  it("share no more what the mode no longer lets them share [sessions 38]", async () => {
    await using server = await GameServer.prepare();
    const config = await server.read("mudlark.config.ts");
    const inMode = (mode: number): string =>
      config.replace("game:", `accounts: { sessionMode: ${mode} },\n  game:`);
    await server.write("mudlark.config.ts", inMode(3));
    await server.run();
    const witness = await server.enter(superuser.name, superuser.password);
    const first = await server.enterAsNew("Anna");
    const second = await server.enter("Anna");
    await second.expect(/sharing Anna/);
    await first.ask("say I was here last.", /You say/);
    await witness.expect("I was here last.");
    await server.write("mudlark.config.ts", inMode(2));
    await witness.ask("reload", /has restarted/);
    await second.expect(/Anna is now played from another of your sessions[^]*out of character/);
    await second.ask("say x", /"say" is not available/);
    await first.ask("say Mine.", 'You say, "Mine."');
    await witness.expect('Anna says, "Mine."');
    expect(comings(witness)).toEqual(["Anna has entered the game"]);
  });

  it("begin at the login screen, which is shown once [sessions 1]", async () => {
    for (const mode of ["0", "1", "2", "3"]) {
      await using server = await GameServer.start({ environment: { MUDLARK_ACCOUNTS_SESSION_MODE: mode } });
      const witness = await server.enter(superuser.name, superuser.password);
      const client = await server.connect();
      await client.expect(/connect/);
      const answer = await witness.ask(
        "eval [game.sessions.all(), game.sessions.all({ includeUnloggedIn: true })].map((all) => all.map((s) => " +
          '[s.isLoggedIn, s.counters.cmdTotal > 0].join("/")).join(" ")).join(" | ")',
        /'true.*'/,
      );
      expect(answer).toContain("'true/true | true/true false/false'");
      await client.ask("help", /You can type/);
      expect(client.heard.match(/connect NAME PASSWORD/g)?.length).toBe(1);
    }
  });
});
