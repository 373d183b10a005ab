import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { send } from "./send-input.suite.ts";
import { testGame } from "../../testing/test-game.ts";

async function annaInTheHall() {
  const game = await testGame({ config: { game: { name: "Harbour" }, accounts: { sessionMode: 2 } } });
  const scene = await game.scene({ rooms: ["hall", "yard"], players: { anna: "hall" } });
  const monitored = (): readonly JsonObject[] =>
    scene.anna.session.commands.filter(({ name }) => name === "monitor").map(({ kwargs }) => kwargs);
  return { game, ...scene, monitored };
}

describe("what clients send besides text", () => {
  it("[sessions 42] is answered, logged, kept and watched, and ends with the session", async () => {
    const { game, anna, yard, monitored } = await annaInTheHall();
    const stranger = await game.connect();
    expect(await send(game, stranger, "get_value", [], { name: "location" })).toEqual([
      ["get_value", [], { name: "location", value: null }],
    ]);
    const [from, lines] = [game.log.length, stranger.transcript.length];
    expect(await send(game, stranger, "Open_Sesame", ["x"])).toEqual([]);
    expect(stranger.transcript).toHaveLength(lines);
    expect(game.log.slice(from).map(({ message, fields }) => [message, fields.name])).toEqual([
      ["a client sent something unknown", "open_sesame"],
    ]);
    await send(game, stranger, "client_options", [], { encoding: "latin1" });
    expect(game.session(stranger).flags.ENCODING).toBe("iso-8859-1");
    const there = game.connected.find(({ id }) => id === stranger.id);
    expect(there?.flags.ENCODING).toBe("iso-8859-1");

    expect(await send(game, anna.session, "get_value", ["location"])).toEqual([
      ["get_value", [], { name: "location", value: "hall" }],
    ]);
    await send(game, anna.session, "monitor", [], { name: "location" });
    await game.turn(() => anna.character.moveTo(yard));
    await game.rest();
    expect(monitored()).toEqual([{ name: "location", value: "yard" }]);
    expect(game.world.monitors.all()).toHaveLength(1);
    await game.call("quit", { as: anna });
    expect(game.world.monitors.all()).toEqual([]);
    expect(monitored()).toHaveLength(1);
  });

  it("is watched in the next character, too, and no more in the last one", async () => {
    const { game, anna, yard, monitored } = await annaInTheHall();
    await send(game, anna.session, "monitor", ["desc"], { outputfuncName: "looks" });
    await send(game, anna.session, "monitor", ["location"]);
    const first = anna.character;
    await game.call("charcreate Bob", { as: anna });
    await game.call("ooc", { as: anna });
    expect(game.world.monitors.all()).toEqual([]);
    await game.call("ic Bob", { as: anna });
    const bob = game.session(anna).puppet;
    await game.turn(() => {
      first.location = yard;
      if (bob !== null) bob.db.desc = "Tall.";
    });
    await game.rest();
    expect(monitored().filter(({ name }) => name === "location")).toEqual([]);
    expect(anna.session.commands.at(-1)).toEqual({
      name: "looks",
      args: [],
      kwargs: { name: "desc", value: "Tall." },
    });
    const [[, [rows]]] = (await send(game, anna.session, "monitored")) as [[string, [JsonValue]]];
    expect(rows).toMatchObject([
      { object: bob?.ref, field: "desc", id: "looks" },
      { object: bob?.ref, field: "location", id: "monitor" },
    ]);
    await send(game, anna.session, "unmonitor", ["desc"]);
    await send(game, anna.session, "monitor", ["location"], { stop: true });
    expect(game.world.monitors.all()).toEqual([]);
  });

  it("is refused to the asker, with what is wrong", async () => {
    const { game, anna } = await annaInTheHall();
    const stranger = await game.connect();
    expect(await send(game, stranger, "monitor", ["name"])).toEqual([
      ["error", [], { name: "monitor", message: "You are not logged in." }],
    ]);
    expect(await send(game, anna.session, "monitor", ["passwordHash"])).toMatchObject([
      ["error", [], { name: "monitor", message: expect.stringMatching(/^name: /) as string }],
    ]);
    expect(await send(game, anna.session, "get_value", [])).toMatchObject([
      ["error", [], { name: "get_value" }],
    ]);
    await game.call("ooc", { as: anna });
    expect(await send(game, anna.session, "monitor", ["name"])).toEqual([
      ["error", [], { name: "monitor", message: "You play nobody who could be watched." }],
    ]);
  });

  it("can be asked for, echoed, and debugged", async () => {
    const { game, anna } = await annaInTheHall();
    const [answer] = (await send(game, anna.session, "get_inputfuncs")) as [[string, [], JsonObject]];
    expect(Object.keys(answer[2])).toContain("monitored");
    await send(game, anna.session, "echo", ["|rred", 7]);
    expect(anna.session.transcript.at(-1)?.plain).toBe("|rred 7");
    await send(game, anna.session, "client_options", [], { inputdebug: true });
    await send(game, anna.session, "open_sesame");
    expect(anna.session.transcript.at(-1)?.plain).toBe('There is no input function "open_sesame".');
  });

  it("sets the size of a client, and its wishes, but nothing else of it", async () => {
    const game = await testGame();
    const id = await game.connect();
    await send(game, id, "window_size", [120, 50]);
    await send(game, id, "client_options", [], { screenreader: true, is_god: true });
    expect(game.session(id).size).toEqual({ width: 120, height: 50 });
    expect(game.session(id).flags).toMatchObject({ SCREENREADER: true });
    expect(game.session(id).flags).not.toHaveProperty("IS_GOD");
  });
});
