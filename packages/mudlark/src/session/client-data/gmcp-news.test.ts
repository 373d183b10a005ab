import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../base/json.ts";
import { defineGame } from "../../game/define-game.ts";
import type { GameClient } from "./game-client.ts";
import { testGame, type TestGame } from "../../testing/test-game.ts";
import type { TestSession } from "../../testing/test-session.ts";

const gmcp = { flags: { OOB: "gmcp" } };

/** Ann and Cora are in the hall; Ann's client speaks GMCP. A yard is to the north. */
async function annHasAMapper(client: GameClient = {}) {
  const definition = defineGame({ client });
  const game = await testGame({
    definition,
    config: { game: { name: "Harbour" }, accounts: { sessionMode: 0 } },
  });
  const { ann, cora, hall, yard } = await game.scene({
    rooms: ["hall", "yard"],
    players: { ann: "hall", cora: "hall" },
  });
  await game.clock.advance(500);
  const session = await game.connect(gmcp);
  expect(await game.logIn(session, "ann")).toBeNull();
  await game.clock.advance(500);
  return { game, ann: ann.character, cora, hall, yard, session };
}

/** What came by GMCP since the last look, in time. */
async function told(game: TestGame, { commands }: TestSession, from = 0): Promise<[string, JsonValue][]> {
  await game.clock.advance(500);
  return commands
    .slice(from)
    .filter(({ name }) => name.includes("."))
    .map(({ name, args, kwargs }) => [name, args[0] ?? kwargs]);
}

const person = (name: string) => ({ name, fullname: name });

describe("a client that speaks GMCP", () => {
  it("is told who its player is and where, each once", async () => {
    const { game, hall, session } = await annHasAMapper({
      vitals: () => ({ hp: 7, maxhp: 10 }),
      room: () => ({ area: "Harbour" }),
    });
    expect(await told(game, session)).toEqual([
      ["Comm.Channel.List", [expect.objectContaining({ name: "Public", command: "public" })]],
      ["Char.Name", person("ann")],
      ["Char.Vitals", { hp: 7, maxhp: 10 }],
      ["Room.Info", { num: hall.id, name: "hall", area: "Harbour", environment: "", exits: {}, details: [] }],
      ["Room.Players", [person("cora")]],
      ["Char.Items.List", { location: "inv", items: [] }],
      ["Char.Items.List", { location: "room", items: [] }],
    ]);
    const from = session.commands.length;
    await game.call("look", { as: session });
    expect(await told(game, session, from)).toEqual([]);
  });

  it("is told what changed about its player, and nothing else of it", async () => {
    const { game, ann, session } = await annHasAMapper({
      status: (puppet) => ({ Level: Number(puppet.db.level ?? 1), Class: "Bard" }),
    });
    const before = await told(game, session);
    expect(before).toContainEqual(["Char.StatusVars", { level: "Level", class: "Class" }]);
    expect(before).toContainEqual(["Char.Status", { level: 1, class: "Bard" }]);
    const from = session.commands.length;
    await game.turn(() => (ann.db.level = 2));
    expect(await told(game, session, from)).toEqual([["Char.Status", { level: 2 }]]);
  });

  it("is told why it is sent away", async () => {
    const { game, session } = await annHasAMapper();
    const from = session.commands.length;
    await game.call("quit", { as: session });
    const [name, words] = (await told(game, session, from)).at(-1) ?? [];
    expect(name).toBe("Core.Goodbye");
    expect(words).toMatch(/You quit/);
  });

  it("is told of a new place, and of exits that open", async () => {
    const { game, ann, cora, yard, session } = await annHasAMapper();
    let from = session.commands.length;
    await game.turn(() => ann.moveTo(yard));
    expect((await told(game, session, from)).map(([name]) => name)).toEqual([
      "Room.Info",
      "Room.Players",
      "Char.Items.List",
    ]);
    from = session.commands.length;
    const god = await game.connect();
    await game.logIn(god, "god", { superuser: true });
    await game.call(`teleport ${yard.ref}`, { as: god });
    await told(game, session);
    from = session.commands.length;
    await game.call("dig Cellar = down, up", { as: god });
    const [[name, info]] = (await told(game, session, from)) as [[string, { exits: object }]];
    expect(name).toBe("Room.Info");
    expect(Object.keys(info.exits)).toEqual(["down"]);
    expect(cora.session.commands.filter((command) => command.name.includes("."))).toEqual([]);
  });

  it("is told who comes and who goes", async () => {
    const { game, cora, hall, yard, session } = await annHasAMapper();
    let from = session.commands.length;
    await game.turn(() => cora.character.moveTo(yard));
    expect(await told(game, session, from)).toEqual([["Room.RemovePlayer", "cora"]]);
    from = session.commands.length;
    await game.turn(() => cora.character.moveTo(hall));
    expect(await told(game, session, from)).toEqual([["Room.AddPlayer", person("cora")]]);
    from = session.commands.length;
    await game.call("quit", { as: cora });
    expect(await told(game, session, from)).toEqual([["Room.RemovePlayer", "cora"]]);
  });

  it("is told nothing of whom its player cannot see", async () => {
    const { game, cora, hall, yard, session } = await annHasAMapper();
    await game.turn(() => {
      cora.character.moveTo(yard);
      cora.character.locks.add("view:false()");
    });
    await told(game, session);
    const from = session.commands.length;
    await game.turn(() => cora.character.moveTo(hall));
    expect(await told(game, session, from)).toEqual([]);
  });

  it("hears channels as data, without colours", async () => {
    const { game, cora, session } = await annHasAMapper();
    const from = session.commands.length;
    await game.call("channel public = Hello |rthere|n", { as: cora });
    const [start, said, end] = await told(game, session, from);
    expect([start, end]).toEqual([
      ["Comm.Channel.Start", "Public"],
      ["Comm.Channel.End", "Public"],
    ]);
    expect(said?.[0]).toBe("Comm.Channel.Text");
    expect(said?.[1]).toMatchObject({ channel: "Public", talker: "cora" });
    expect(JSON.stringify(said)).toContain("Hello");
    expect(JSON.stringify(said)).not.toContain("\\u001b");
  });

  it("may ask who listens to its player's channels", async () => {
    const { game, session } = await annHasAMapper();
    const from = session.commands.length;
    session.send("comm_channel_players", [""]);
    const [[name, listeners]] = (await told(game, session, from)) as [[string, JsonValue]];
    expect(name).toBe("Comm.Channel.Players");
    expect(listeners).toEqual([
      { name: "ann", channels: ["Public"] },
      { name: "cora", channels: ["Public"] },
    ]);
  });

  it("is told where nothing leads", async () => {
    const { game, cora, session } = await annHasAMapper();
    const from = session.commands.length;
    await game.call("NE", { as: session });
    await game.call("dance", { as: session });
    await game.call("ne", { as: cora });
    expect(await told(game, session, from)).toEqual([["Room.WrongDir", "northeast"]]);
  });

  it("is told what Discord may show, when it asks and when that changes", async () => {
    const { game, ann, session } = await annHasAMapper({
      discord: {
        inviteUrl: "https://discord.gg/harbour",
        applicationId: "42",
        status: (puppet) => ({ game: "Harbour", details: puppet.key }),
      },
    });
    let from = session.commands.length;
    session.send("external_discord_hello", [], { user: "ann#1", private: false });
    session.send("external_discord_get");
    expect(await told(game, session, from)).toEqual([
      ["External.Discord.Info", { inviteurl: "https://discord.gg/harbour", applicationid: "42" }],
      ["External.Discord.Status", { game: "Harbour", details: "ann" }],
    ]);
    from = session.commands.length;
    await game.turn(() => (ann.key = "Anna"));
    expect(await told(game, session, from)).toContainEqual([
      "External.Discord.Status",
      { game: "Harbour", details: "Anna" },
    ]);
  });

  it("may say what other games know, and nobody minds", async () => {
    const { game, session } = await annHasAMapper();
    const from = game.log.length;
    session.send("ire_rift_request", [""]);
    session.send("char_skills_get", [], {});
    await game.rest();
    expect(game.log.slice(from)).toEqual([]);
  });

  it("is told all of it again after a reload, a crash, and new wishes", async () => {
    const { game, session } = await annHasAMapper();
    for (const again of [
      () => game.reload(),
      () => game.crash(),
      async () => session.send("supports_set", ["Room 1"]),
    ]) {
      const from = session.commands.length;
      await again();
      expect((await told(game, session, from)).map(([name]) => name)).toEqual([
        "Comm.Channel.List",
        "Char.Name",
        "Room.Info",
        "Room.Players",
        "Char.Items.List",
        "Char.Items.List",
      ]);
    }
  });
});
