import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { defineGame } from "../../game/define-game.ts";
import { Thing } from "../../stock/classes/thing.ts";
import { Character } from "../../stock/classes/character.ts";
import { testGame, type TestGame } from "../../testing/test-game.ts";
import type { TestSession } from "../../testing/test-session.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import type { GameClient } from "./game-client.ts";

/** Ann's client speaks GMCP; she is in the hall with a lamp, a chest in which a coin is, and Cora. */
async function annSeesThings(client: GameClient = {}) {
  const game = await testGame({ definition: defineGame({ client }) });
  const { ann, cora, hall, yard } = await game.scene({
    rooms: ["hall", "yard"],
    players: { ann: "hall", cora: "hall" },
  });
  const session = await game.connect({ flags: { OOB: "gmcp" } });
  await game.logIn(session, "ann");
  const make = (key: string, location: WorldObject): Promise<Thing> =>
    game.turn(() => game.world.create(Thing, { key, location }));
  const lamp = await make("lamp", hall);
  const chest = await make("chest", hall);
  const coin = await make("coin", chest);
  await game.clock.advance(500);
  return { game, ann: ann.character, cora, hall, yard, session, lamp, chest, coin, make };
}

/** What came about items since the last look, in time, without `Char.Items.` */
async function told(game: TestGame, session: TestSession, from: number): Promise<[string, JsonObject][]> {
  await game.clock.advance(500);
  return session.commands
    .slice(from)
    .filter(({ name }) => name.startsWith("Char.Items."))
    .map(({ name, kwargs }) => [name.slice("Char.Items.".length), kwargs]);
}

async function asked(game: TestGame, session: TestSession, name: string, args: JsonValue[] = [""]) {
  const from = session.commands.length;
  session.send(name, args);
  await game.rest();
  return session.commands.slice(from).map((command) => [command.name, command.kwargs]);
}

describe("the things around a player", () => {
  it("are listed, with what can be done with them", async () => {
    const { game, session, lamp, chest } = await annSeesThings();
    const items = [
      { id: lamp.id, name: "lamp", attrib: "t" },
      { id: chest.id, name: "chest", attrib: "ct" },
    ];
    expect(await asked(game, session, "char_items_room")).toEqual([
      ["Char.Items.List", { location: "room", items }],
    ]);
    expect(await asked(game, session, "char_items_inv")).toEqual([
      ["Char.Items.List", { location: "inv", items: [] }],
    ]);
  });

  it("are told of as they come, go and change", async () => {
    const { game, ann, hall, yard, session, lamp, coin, cora } = await annSeesThings();
    let from = session.commands.length;
    await game.call("get lamp", { as: session });
    expect(await told(game, session, from)).toEqual([
      ["Add", { location: "inv", item: { id: lamp.id, name: "lamp" } }],
      ["Remove", { location: "room", item: { id: lamp.id, name: "lamp", attrib: "t" } }],
    ]);
    from = session.commands.length;
    await game.turn(() => {
      lamp.key = "lit lamp";
      lamp.db.heat = 7;
    });
    expect(await told(game, session, from)).toEqual([
      ["Update", { location: "inv", item: { id: lamp.id, name: "lit lamp" } }],
    ]);
    from = session.commands.length;
    await game.turn(() => lamp.delete());
    expect(await told(game, session, from)).toEqual([
      ["Remove", { location: "inv", item: { id: lamp.id, name: "lit lamp" } }],
    ]);
    from = session.commands.length;
    await game.turn(() => coin.locks.add("view:false()"));
    await game.turn(() => (coin.location = hall));
    await game.turn(() => (cora.character.db.hp = 3));
    expect((await told(game, session, from)).map(([name, { item }]) => [name, item])).toEqual([
      // What was in it was the only thing in it.
      ["Update", expect.objectContaining({ name: "chest", attrib: "t" })],
    ]);
    from = session.commands.length;
    await game.turn(() => ann.moveTo(yard));
    expect(await told(game, session, from)).toEqual([["List", { location: "room", items: [] }]]);
  });

  it("are told of in things that the client opened, while these are in reach", async () => {
    const { game, ann, hall, yard, session, chest, coin, make } = await annSeesThings();
    const location = `rep${chest.id}`;
    expect(await asked(game, session, "char_items_contents", [String(chest.id)])).toEqual([
      ["Char.Items.List", { location, items: [{ id: coin.id, name: "coin", attrib: "t" }] }],
    ]);
    let from = session.commands.length;
    const pearl = await make("pearl", chest);
    const added = ["Add", { location, item: { id: pearl.id, name: "pearl", attrib: "t" } }];
    expect(await told(game, session, from)).toEqual([added]);
    from = session.commands.length;
    await game.turn(() => ann.moveTo(yard));
    await game.turn(() => (pearl.location = hall));
    expect(await told(game, session, from)).toEqual([["List", { location: "room", items: [] }]]);
    expect(await asked(game, session, "char_items_contents", [chest.id])).toMatchObject([
      ["error", { message: "There is no such thing here." }],
    ]);
    from = session.commands.length;
    await game.turn(() => ann.moveTo(hall));
    await game.reload();
    const lists = (await told(game, session, from)).map(([name, { location: place }]) => [name, place]);
    expect(lists).toEqual(expect.arrayContaining([["List", location]]));
  });

  it("are not what others carry", async () => {
    const { game, session, cora, make } = await annSeesThings();
    const from = session.commands.length;
    await make("secret", cora.character);
    expect(await told(game, session, from)).toEqual([]);
    expect(await asked(game, session, "char_items_contents", [cora.character.id])).toMatchObject([
      ["error", {}],
    ]);
  });

  it("are also people whom nobody plays, until somebody does", async () => {
    const { game, hall, session, cora } = await annSeesThings();
    let from = session.commands.length;
    const rat = await game.turn(() => game.world.create(Character, { key: "rat", location: hall }));
    expect(await told(game, session, from)).toEqual([
      ["Add", { location: "room", item: { id: rat.id, name: "rat", attrib: "m" } }],
    ]);
    from = session.commands.length;
    await game.turn(() => {
      rat.locks.add("puppet:true()");
      game.session(cora.session).account?.addCharacter(rat);
    });
    await game.turn(() => void game.world.puppets.enter(game.session(cora.session), rat));
    expect((await told(game, session, from)).map(([name]) => name)).toEqual(["Remove"]);
  });

  it("are told with what the game says of them, and no more than a client can bear", async () => {
    const { game, hall, session } = await annSeesThings({
      item: (item) => ({ icon: item.key === "lamp" ? "light" : "box", weight: undefined }),
    });
    await game.turn(() => {
      for (let number = 0; number < 250; number++)
        game.world.create(Thing, { key: `pebble ${number}`, location: hall });
    });
    await told(game, session, 0);
    const [[, { items }]] = (await asked(game, session, "char_items_room")) as [
      [string, { items: JsonObject[] }],
    ];
    expect(items).toHaveLength(200);
    expect(items[0]).toEqual({ id: expect.any(Number) as number, name: "lamp", icon: "light", attrib: "t" });
    const from = session.commands.length;
    await game.call("get lamp", { as: session });
    const news = await told(game, session, from);
    expect(news.map(([name, { location }]) => [name, location])).toEqual([
      ["Add", "inv"],
      ["Remove", "room"],
      ["List", "room"],
    ]);
    expect(news[2]?.[1].items).toHaveLength(200);
  });

  it("are told only to those who asked, where a client speaks something else", async () => {
    const { game, hall, cora, lamp } = await annSeesThings();
    await game.turn(() => game.world.create(Thing, { key: "cup", location: hall }));
    await game.clock.advance(500);
    expect(cora.session.commands.filter(({ name }) => name.startsWith("Char."))).toEqual([]);
    const [[name, { items }]] = (await asked(game, cora.session, "char_items_room")) as [
      [string, { items: JsonObject[] }],
    ];
    expect([name, items[0]]).toEqual(["Char.Items.List", { id: lamp.id, name: "lamp", attrib: "t" }]);
  });
});
