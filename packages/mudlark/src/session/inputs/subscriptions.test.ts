import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Character, defineGame, inputFunction, WorldObject, type GameClient } from "../../index.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { send } from "./send-input.suite.ts";
import type { TestSession } from "../../testing/test-session.ts";
import { testGame } from "../../testing/test-game.ts";

/** What came since, by name. */
const named = (session: TestSession, name: string, from = 0): readonly JsonValue[] =>
  session.commands
    .slice(from)
    .filter((each) => each.name === name)
    .map(({ args, kwargs }) => (Object.keys(kwargs).length > 0 ? kwargs : (args[0] ?? null)));

const definition = defineGame({
  client: {
    vitals: (puppet) => ({ hp: Number(puppet.db.hp ?? 0), maxhp: 30 }),
    variables: { MONEY: ({ puppet }) => Number(puppet?.db.coins ?? 0) },
    inputs: {
      Wave_At: inputFunction({
        help: "Waves at somebody.",
        needsLogin: true,
        positional: ["at"],
        takes: z.object({ at: z.string().max(20) }),
        run: (session, { at }) => (at === "moon" ? "It is too far." : session.send("waved", [at])),
      }),
      broken: inputFunction({
        help: "Fails.",
        takes: z.looseObject({}),
        run(session) {
          session.send("half", []);
          throw new Error("cracked");
        },
      }),
    },
    repeats: { tick: (session) => session.send("tick", []) },
  },
});

async function annaInTheHall() {
  const game = await testGame({ definition });
  const scene = await game.scene({ rooms: ["hall", "yard"], players: { anna: "hall", bob: "hall" } });
  return { game, ...scene };
}

describe("input functions of a game", () => {
  it("are called with what they take, and answer with what is wrong", async () => {
    const { game, anna } = await annaInTheHall();
    expect(await send(game, anna.session, "wave_at", ["bob"])).toEqual([["waved", ["bob"], {}]]);
    const refusal = (message: unknown): unknown => [["error", [], { name: "wave_at", message }]];
    expect(await send(game, anna.session, "WAVE_AT", ["moon"])).toEqual(refusal("It is too far."));
    expect(await send(game, anna.session, "wave_at", [7])).toEqual(refusal(expect.stringMatching(/^at: /)));
    expect(await send(game, await game.connect(), "wave_at", ["bob"])).toEqual(
      refusal("You are not logged in."),
    );
    expect(await send(game, anna.session, "broken")).toEqual([
      ["error", [], { name: "broken", message: "Something went wrong with that." }],
    ]);
    expect(game.takeErrors()).toMatchObject([{ message: "cracked" }]);
    const [[, , list]] = (await send(game, anna.session, "get_inputfuncs")) as [[string, [], JsonObject]];
    expect(list).toMatchObject({ wave_at: "Waves at somebody." });
  });
});

describe("login as an input function", () => {
  it("lets in, and says why not", async () => {
    const superuser = { name: "Warden", password: "salt-meadow-9" };
    const game = await testGame({ superuser });
    const stranger = await game.connect();
    const wrong = await send(game, stranger, "login", [], { name: "Warden", password: "salt-meadow-8" });
    expect(wrong).toMatchObject([["login", [], { ok: false, error: expect.any(String) as string }]]);
    const right = await send(game, stranger, "login", [], superuser);
    expect(right).toContainEqual(["login", [], { ok: true }]);
    expect(game.session(stranger).account?.key).toBe("Warden");
    expect(await send(game, stranger, "login", ["Warden", superuser.password])).toEqual([
      ["error", [], { name: "login", message: "You are logged in already." }],
    ]);
  });

  it("costs the connection in the end, as typing does", async () => {
    const { game } = await annaInTheHall();
    const stranger = await game.connect();
    for (let tries = 0; tries < 6; tries++) {
      stranger.send("login", ["anna", `wrong ${tries}`], {});
      await game.clock.advance("20s");
      await game.rest();
    }
    expect(stranger.closedFor).toBe("flood");
  });
});

describe("repeat", () => {
  it("goes on at its pace until it is ended, over a reload and a crash, and ends with the session", async () => {
    const { game, anna } = await annaInTheHall();
    expect(await send(game, anna.session, "repeat", [], { callback: "tock" })).toMatchObject([
      ["error", [], { name: "repeat", message: '"tock" cannot be repeated. Known are: tick.' }],
    ]);
    await send(game, anna.session, "repeat", ["tick", 1]);
    await game.clock.advance("10s");
    expect(named(anna.session, "tick")).toHaveLength(2);
    await game.reload();
    await game.clock.advance("5s");
    expect(named(anna.session, "tick")).toHaveLength(3);
    await game.crash();
    const back = named(anna.session, "tick").length;
    await game.clock.advance("5s");
    expect(named(anna.session, "tick")).toHaveLength(back + 1);
    await send(game, anna.session, "unrepeat", ["tick"]);
    await game.clock.advance("30s");
    expect(named(anna.session, "tick")).toHaveLength(back + 1);
    await send(game, anna.session, "repeat", ["tick", 5]);
    await game.call("quit", { as: anna });
    await game.clock.advance("30s");
    expect(named(anna.session, "tick")).toHaveLength(back + 1);
  });
});

describe("webclient_options", () => {
  it("are kept with the account, and told to its other clients that asked", async () => {
    const game = await testGame({ config: { accounts: { sessionMode: 3 } } });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    const second = await game.connect();
    await game.logIn(second, "anna");
    expect(await send(game, second, "webclient_options")).toEqual([["webclient_options", [], {}]]);
    const from = second.commands.length;
    expect(await send(game, anna.session, "webclient_options", [], { font: "large" })).toEqual([]);
    expect(named(second, "webclient_options", from)).toEqual([{ font: "large" }]);
    await game.reload();
    await send(game, anna.session, "webclient_options", [], { theme: "dark" });
    expect(named(second, "webclient_options", from)).toEqual([{ font: "large" }, { theme: "dark" }]);
    expect(await send(game, anna.session, "webclient_options")).toEqual([
      ["webclient_options", [], { font: "large", theme: "dark" }],
    ]);
    const tooMuch = await send(game, anna.session, "webclient_options", [], { a: "x".repeat(20_000) });
    expect(tooMuch).toMatchObject([["error", [], { name: "webclient_options" }]]);
  });
});

describe("monitor", () => {
  it("goes on after a reload and after a crash", async () => {
    const { game, anna, yard, hall } = await annaInTheHall();
    await send(game, anna.session, "monitor", ["location"]);
    await game.reload();
    await game.turn(() => game.current(anna.character).moveTo(game.current(yard)));
    await game.rest();
    await game.crash();
    await game.turn(() => game.current(anna.character).moveTo(game.current(hall)));
    await game.rest();
    expect(named(anna.session, "monitor")).toEqual([
      { name: "location", value: "yard" },
      { name: "location", value: "hall" },
    ]);
    expect(game.world.monitors.all()).toHaveLength(1);
  });
});

describe("variables that clients ask for", () => {
  it("are listed, sent, and reported whenever they change, at most ten times a second", async () => {
    const { game, anna, hall } = await annaInTheHall();
    const { session } = anna;
    const [[, [names]]] = (await send(game, session, "msdp_list", ["Reportable_Variables"])) as [
      [string, [readonly string[]]],
    ];
    expect(names).toEqual(expect.arrayContaining(["CHARACTER_NAME", "HEALTH", "MONEY", "ROOM"]));
    expect(names).not.toContain("SERVER_TIME");
    expect(await send(game, session, "msdp_send", ["character_name", "HEALTH_MAX", "nonsense"])).toEqual([
      ["msdp", [], { CHARACTER_NAME: "anna", HEALTH_MAX: 30 }],
    ]);
    session.send("msdp_report", ["HEALTH", "ROOM", "money"], {});
    await game.rest();
    await game.clock.advance("1s");
    expect(named(session, "HEALTH")).toEqual([0]);
    expect(named(session, "ROOM")).toEqual([
      { VNUM: hall.id, NAME: "hall", AREA: "", TERRAIN: "", EXITS: {} },
    ]);
    for (const hp of [10, 11, 12]) await game.turn(() => void (anna.character.db.hp = hp));
    await game.clock.advance("1s");
    expect(named(session, "HEALTH").length).toBeLessThanOrEqual(3);
    expect(named(session, "HEALTH").at(-1)).toBe(12);
    expect(named(session, "MONEY")).toEqual([0]);
    await game.turn(() => void (game.current(hall).key = "great hall"));
    await game.clock.advance("1s");
    expect(named(session, "ROOM").at(-1)).toMatchObject({ NAME: "great hall" });
  });

  it("tell what the game says of its players by GMCP, too", async () => {
    const client: GameClient = {
      status: () => ({ Level: 4 }),
      room: () => ({ area: "Harbour", environment: "quay", coords: "Harbour,1,2,3" }),
    };
    const game = await testGame({ definition: defineGame({ client }) });
    const { anna, hall } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    const asked = await send(game, anna.session, "msdp_send", ["LEVEL", "ROOM", "SPECIFICATION", "HEALTH"]);
    expect(asked).toEqual([
      [
        "msdp",
        [],
        {
          LEVEL: 4,
          ROOM: {
            VNUM: hall.id,
            NAME: "hall",
            AREA: "Harbour",
            TERRAIN: "quay",
            EXITS: {},
            COORDS: { X: "1", Y: "2", Z: "3" },
          },
          SPECIFICATION: expect.stringMatching(/^https:/) as string,
        },
      ],
    ]);
  });

  it("are reported when what the game watches changes", async () => {
    const foeOf = (puppet: WorldObject | null): WorldObject | null => {
      const foe = puppet?.db.foe;
      return foe instanceof WorldObject ? foe : null;
    };
    const client: GameClient = {
      watches: (puppet) => [foeOf(puppet)].filter((foe) => foe !== null),
      variables: { OPPONENT_HEALTH: ({ puppet }) => Number(foeOf(puppet)?.db.hp) || undefined },
    };
    const game = await testGame({ definition: defineGame({ client }) });
    const { anna, yard } = await game.scene({ rooms: ["hall", "yard"], players: { anna: "hall" } });
    const rat = await game.turn(() => game.world.create(Character, { key: "rat", location: yard }));
    anna.session.send("msdp_report", ["OPPONENT_HEALTH"], {});
    await game.clock.advance("1s");
    await game.turn(() => {
      rat.db.hp = 9;
      anna.character.db.foe = rat;
    });
    await game.clock.advance("1s");
    await game.turn(() => void (rat.db.hp = 4));
    await game.clock.advance("1s");
    expect(named(anna.session, "OPPONENT_HEALTH")).toEqual([9, 4]);
    await game.turn(() => void (anna.character.db.foe = null));
    await game.clock.advance("1s");
    await game.turn(() => void (rat.db.hp = 3));
    await game.clock.advance("1s");
    expect(named(anna.session, "OPPONENT_HEALTH")).toEqual([9, 4]);
  });

  it("are reported after a reload, follow the session to another place, and end when they should", async () => {
    const { game, anna, yard } = await annaInTheHall();
    const { session } = anna;
    session.send("msdp_report", ["ROOM", "HEALTH"], {});
    await game.rest();
    await game.reload();
    const from = session.commands.length;
    await game.turn(() => game.current(anna.character).moveTo(game.current(yard)));
    await game.clock.advance("1s");
    await game.turn(() => void (game.current(yard).key = "farm"));
    await game.clock.advance("1s");
    const places = named(session, "ROOM", from).map((room) => (room as JsonObject).NAME);
    expect(places.slice(-2)).toEqual(["yard", "farm"]);
    expect(await send(game, session, "msdp_list", ["REPORTED_VARIABLES"])).toEqual([
      ["REPORTED_VARIABLES", [["ROOM", "HEALTH"]], {}],
    ]);
    await send(game, session, "msdp_unreport", ["room"]);
    await send(game, session, "msdp_reset", ["REPORTED_VARIABLES"]);
    const ended = session.commands.length;
    await game.turn(() => void (game.current(anna.character).db.hp = 7));
    await game.clock.advance("1s");
    expect(session.commands).toHaveLength(ended);
  });

  it("tell strangers nothing, and survive a reader that fails", async () => {
    const failing = defineGame({
      client: {
        variables: {
          MONEY() {
            throw new Error("no purse");
          },
        },
      },
    });
    const game = await testGame({ definition: failing });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    expect(await send(game, await game.connect(), "msdp_send", ["SERVER_ID"])).toEqual([]);
    await send(game, anna.session, "msdp_report", ["MONEY"]);
    await expect(game.clock.advance("1s")).rejects.toThrow("no purse");
    await game.call("look", { as: anna });
  });
});

describe("typing notices", () => {
  it("go to those in the room who want them, and say nothing of the words", async () => {
    const { game, anna, bob, yard } = await annaInTheHall();
    for (const one of [anna, bob]) await send(game, one.session, "client_options", [], { istyping: true });
    const [setup] = (await send(game, anna.session, "is_typing_setup")) as [[string, [], JsonObject]];
    expect(setup[2]).toMatchObject({ type: "setup", payload: { timeout: 5000 } });
    expect((setup[2].payload as JsonObject).commands).toEqual(expect.arrayContaining(["say", "pose"]));
    await send(game, anna.session, "is_typing_state", [true]);
    await send(game, anna.session, "is_typing_state", [true]);
    const notice = { type: "typing", payload: { name: "anna", state: true } };
    expect(named(bob.session, "is_typing")).toEqual([notice]);
    await send(game, bob.session, "client_options", [], { istyping: false });
    await send(game, anna.session, "is_typing_state", [false]);
    expect(named(bob.session, "is_typing")).toEqual([notice]);
    await send(game, bob.session, "client_options", [], { istyping: true });
    await game.turn(() => anna.character.moveTo(yard));
    await send(game, anna.session, "is_typing_state", [true]);
    expect(named(bob.session, "is_typing")).toEqual([notice]);
  });

  it("can be switched off", async () => {
    const game = await testGame({ config: { web: { client: { typing: { enabled: false } } } } });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    await send(game, anna.session, "client_options", [], { istyping: true });
    expect(await send(game, anna.session, "is_typing_setup")).toEqual([]);
  });
});
