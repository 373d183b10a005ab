import { describe, expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";

async function scene(): Promise<{
  game: TestGame;
  types: (line: string, answers?: readonly string[], as?: TestPlayer) => Promise<string>;
  ann: TestPlayer;
  bob: TestPlayer;
}> {
  const game = await testGame({
    definition: {
      prototypes: [
        { prototypeKey: "rock", prototypeDesc: "Just a rock.", prototypeTags: ["stone"], key: "rock" },
      ],
    },
  });
  const { ann, bob } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bob: "hall" } });
  await game.turn(() => game.world.accountOf(ann.character)?.permissions.add("Builder"));
  const types = async (line: string, answers: readonly string[] = [], as = ann): Promise<string> => {
    const { sentTo } = await game.call(line, { as, answers });
    return sentTo(as).join("\n");
  };
  return { game, ann, bob, types };
}

describe("spawn", () => {
  it("is for builders", async () => {
    const { bob, types } = await scene();
    expect(await types("spawn rock", [], bob)).toContain("is not available");
  });

  it("gives no permission that the builder does not have, and makes nothing but objects", async () => {
    const { game, types } = await scene();
    const refused = "You may not give the permission Developer.";
    expect(await types('spawn {key: "puppet", permissions: "Developer"}')).toBe(refused);
    expect(await types('spawn {key: "x", prototypeParent: {key: "y", permissions: ["Developer"]}}')).toBe(
      refused,
    );
    expect(await types('spawn/save trick = {key: "x", permissions: ["Builder", "Developer"]}')).toBe(refused);
    expect(await types('spawn {key: "x", permissions: ["storyteller"]}')).toContain("You may not give");
    expect(await types('spawn {key: "helper", permissions: ["Helper"]}')).toContain("You make helper");
    const before = game.world.accounts.count;
    expect(await types('spawn {key: "trick", class: "mudlark.Account"}')).toContain("makes no objects");
    expect(game.world.accounts.count).toBe(before);
  });

  it("puts nothing where the builder could not send it", async () => {
    const { ann, bob, game, types } = await scene();
    const size = game.world.objects.size;
    const line = (place: string): string => `spawn {key: "pebble", location: "${place}"}`;
    expect(await types(line(bob.character.ref))).toBe("You may not put anything into bob.");
    expect([bob.character.contents, game.world.objects.size]).toEqual([[], size]);
    expect(await types(line(ann.character.ref))).toContain("You make pebble");
    expect(ann.character.contents.map(({ key }) => key)).toEqual(["pebble"]);
    expect(await types("copy pebble = gravel:me")).toContain("You make gravel");
    expect(await types("copy pebble = sand:bob")).toBe("You may not put anything into bob.");
  });

  it("makes things here, or nowhere", async () => {
    const { ann, game, types } = await scene();
    expect(await types("spawn rock")).toMatch(/^You make rock \(#\d+\)\.$/);
    expect(ann.character.location?.contents.map(({ key }) => key)).toContain("rock");
    const told = await types('spawn/noloc {prototypeParent: "rock", key: "moon rock", size: "$add(1, 2)"}');
    const id = Number(/#(\d+)/.exec(told)?.[1]);
    expect(game.world.objects.get(id)?.location).toBeNull();
    expect(game.world.objects.get(id)?.db["size"]).toBe(3);
  });

  it("lists, finds and shows prototypes", async () => {
    const { types } = await scene();
    await types('spawn/save pebble; small; stone, tiny = {prototypeParent: "rock", key: "pebble", hp: 2}');
    expect(await types("spawn/list")).toBe("pebble (stone, tiny): small\nrock (stone): Just a rock.");
    expect(await types("spawn/search ;tiny")).toBe("pebble (stone, tiny): small");
    expect(await types("spawn/list zzz")).toBe("There is no such prototype.");
    expect(await types("spawn/show pebble")).toBe(
      'Prototype pebble\nsmall\nBuilds on: rock\nLocks: spawn:all();edit:all()\nkey: "pebble"\nattribute hp: 2',
    );
    expect(await types("spawn/raw rock")).toContain('key: "rock"');
    expect(await types("spawn peb")).toBe('There is no prototype "peb". Is it "pebble"?');
  });

  it("saves, asks before it replaces or removes, and brings things up to date", async () => {
    const { ann, types } = await scene();
    expect(await types('spawn/save orc = {key: "orc", hp: 10}')).toBe("Saved: orc.");
    await types("spawn orc");
    expect(await types('spawn/save orc = {key: "orc", hp: 20}', ["n"])).toContain("Nothing was saved.");
    expect(await types('spawn/save orc = {key: "orc", hp: 20}', ["y"])).toContain(
      "Saved: orc. spawn/update orc brings the 1 up to date",
    );
    const orc = ann.character.location?.contents.find(({ key }) => key === "orc");
    expect(orc?.db["hp"]).toBe(10);
    await types("set orc/extra = 5");
    expect(await types("spawn/update orc", ["y"])).toContain("Changed: 1 of 1.");
    expect([orc?.db["hp"], orc?.db["extra"]]).toEqual([20, 5]);
    expect(await types("spawn/update orc", ["y"])).toContain("Changed: 0 of 1.");
    expect(await types("spawn/delete orc", ["n"])).toContain("Nothing was removed.");
    expect(await types("spawn/delete orc", ["y"])).toContain("Removed: orc.");
    expect(await types("spawn/update rock")).toContain("Nothing that you may change");
  });

  it("says what is wrong", async () => {
    const { types } = await scene();
    expect(await types("spawn")).toContain("Spawn what?");
    expect(await types("spawn {key: ")).toContain("A prototype is written as");
    expect(await types("spawn/save a")).toContain("Usage: spawn/save");
    expect(await types("spawn/save = {}")).toContain("Under which key");
    expect(await types('spawn/save a = {prototypeParent: "no", class: "none.Such"}')).toContain(
      'builds on "no"',
    );
    expect(await types("spawn/save rock = {}")).toContain("it is part of the game's code");
    expect(await types("spawn/delete rock")).toContain("it is part of the game's code");
    expect(await types('spawn {class: "none.Such"}')).toContain('No class is called "none.Such"');
    expect(await types('spawn {exec: "x"}')).toContain("Only developers");
    expect(await types('spawn {key: "|rred|n $random"}')).toContain("You make ||rred||n $random");
  });

  it("keeps to the locks of prototypes", async () => {
    const { types } = await scene();
    await types('spawn/save crown = {key: "crown", prototypeLocks: "spawn:perm(Admin);edit:perm(Admin)"}');
    expect(await types("spawn crown")).toBe('You may not use the prototype "crown".');
    expect(await types('spawn {prototypeParent: "crown"}')).toBe('You may not use the prototype "crown".');
    expect(await types("spawn/delete crown")).toBe('You may not change the prototype "crown".');
    expect(await types("spawn/list")).not.toContain("crown");
  });
});

it("spawn/edit writes a prototype line by line, and takes no wrong one", async () => {
  const { types } = await playedScene("Builder");
  for (const line of ["spawn/edit rat", ":DD", "{", '  key: "rat",', "  hp: 3,"]) await types(line);
  expect(await types(":w")).toContain("A prototype is written as");
  await types("}");
  expect(await types(":wq")).toContain("Saved: the prototype rat.");
  expect(await types("spawn rat")).toContain("rat");
  await types("spawn/edit rat");
  expect(await types("::")).toMatch(/"key": "rat"[^]*"hp": 3/);
  for (const line of [":s 3 5", ":wq"]) await types(line);
  expect(await types("spawn/show rat")).toContain("attribute hp: 5");
});

it("spawn/edit keeps what runs code for developers", async () => {
  const { types } = await playedScene("Builder");
  for (const line of ["spawn/edit rat", ":DD", '{key: "rat", exec: "boom"}']) await types(line);
  expect(await types(":w")).toContain("Only developers may use exec.");
});

it("spawn/menu changes a prototype field by field, over a reload too", async () => {
  const { game, types } = await playedScene("Builder");
  expect(await types("spawn/menu rat")).toMatch(/^Prototype rat\n\n1: key = ""/);
  for (const line of ["1", "brown rat", "add", "hp"]) await types(line);
  expect(await types("8")).toMatch(/not saved[^]*1: key = "brown rat"[^]*2: hp = 8/);
  await game.reload();
  expect(await types("save")).toMatch(/^Saved: rat\./);
  for (const line of ["2", "-", "a", ""]) await types(line);
  expect(await types("q")).toContain("Leave without saving?");
  expect(await types("n")).not.toContain("hp");
  for (const line of ["q", "y"]) await types(line);
  expect(await types("spawn/show rat")).toMatch(/key: "brown rat"[^]*attribute hp: 8/);
});

it("spawn/olc saves only what is a prototype, and only for those who may", async () => {
  const { game, ann, types } = await playedScene("Builder");
  for (const line of ["spawn/olc rat", "a", "tags", "7"]) await types(line);
  expect(await types("s")).toMatch(/tags/);
  for (const line of ["a", "exec", "boom"]) await types(line);
  expect(await types("s")).toBe("Only developers may use exec.");
  await game.turn(() =>
    [ann.character, game.world.accounts.find("ann")].map((who) => who?.permissions.remove("Builder")),
  );
  expect(await types("s")).toBe("You may not change the prototype rat.");
  for (const line of ["q", "y"]) await types(line);
  expect(game.world.prototypes.get("rat")).toBeNull();
});

it("spawn/list says how to make the first prototype", async () => {
  const { types } = await playedScene("Builder");
  expect(await types("spawn/list")).toBe("There are no prototypes yet. spawn/save makes one.");
});

it("spawn/update changes thousands when it is told to, and says how far it is", async () => {
  const { game, types } = await playedScene("superuser");
  await types('spawn/save pebble = {key: "pebble", hp: 1}');
  await game.turn(() => {
    for (let count = 0; count < 1001; count++) game.world.prototypes.spawn("pebble");
  });
  await types('spawn/save pebble = {key: "pebble", hp: 2}', ["y"]);
  expect(await types("spawn/update pebble")).toContain("spawn/update/bulk does more than 1000.");
  const said = await types("spawn/update/bulk pebble", ["y"]);
  expect(said).toContain("800 of 1001 done.");
  expect(said).toContain("Changed: 1001 of 1001.");
});
