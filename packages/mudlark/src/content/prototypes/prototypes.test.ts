import { describe, expect, test } from "vitest";
import { attr } from "../../model/attributes/declared/attr.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { Thing } from "../../stock/classes/thing.ts";
import { testGame, type TestGame, type TestGameOptions } from "../../testing/test-game.ts";
import type { PrototypeOptions } from "./prototype.ts";

let spawned: string[] = [];

class Lamp extends Thing.with({ fuel: attr.int({ default: 100, min: 0 }) }) {
  static override readonly classId: string = "test.Lamp";

  override atObjectPostSpawn(): void {
    spawned.push(this.key);
  }
}

class Stone extends Lamp {
  static override readonly classId: string = "test.Stone";

  override atPreMove(): boolean {
    return false;
  }
}

class Lantern extends Lamp {
  static override readonly classId: string = "test.Lantern";

  override atObjectCreation(): void {
    this.key = "lantern";
  }
}

async function world(
  prototypes: readonly PrototypeOptions[] = [],
  definition: NonNullable<TestGameOptions["definition"]> = {},
): Promise<{
  game: TestGame;
  hall: WorldObject;
  ann: WorldObject;
  spawn: (what: string | PrototypeOptions) => Promise<WorldObject>;
}> {
  spawned = [];
  const game = await testGame({ definition: { ...definition, prototypes } });
  for (const cls of [Lamp, Lantern, Stone]) game.world.registerClass(cls);
  const { hall, ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const spawn = (what: string | PrototypeOptions): Promise<WorldObject> =>
    game.turn(() => game.world.prototypes.spawn(what, { caller: ann.character }));
  return { game, hall, ann: ann.character, spawn };
}

describe("spawning", () => {
  test("[world W62] later parents win, with what they build on; tags of all are joined", async () => {
    const { spawn } = await world([
      { prototypeKey: "g", x: "from g", tags: ["tg"] },
      { prototypeKey: "p1", x: "from p1", y: "from p1", tags: ["t1"] },
      { prototypeKey: "p2", prototypeParent: "g", y: "from p2", tags: ["t2"] },
      { prototypeKey: "kid", prototypeParent: ["p1", "p2"], tags: [["t3", "sort"]] },
    ]);
    const kid = await spawn("kid");
    expect(kid.db["x"]).toBe("from g");
    expect(kid.db["y"]).toBe("from p2");
    expect(kid.tags.all()).toEqual(expect.arrayContaining(["t1", "t2", "t3", "tg"]));
    expect(kid.tags.has("t3", { category: "sort" })).toBe(true);
    expect(kid.tags.has("kid", { category: "from_prototype" })).toBe(true);
  });

  test("what two parents build on counts once, behind both", async () => {
    const { spawn } = await world([
      { prototypeKey: "base", x: "base", y: "base" },
      { prototypeKey: "left", prototypeParent: "base", x: "left" },
      { prototypeKey: "right", prototypeParent: "base", y: "right" },
      { prototypeKey: "both", prototypeParent: ["left", "right"] },
    ]);
    const both = await spawn("both");
    expect([both.db["x"], both.db["y"]]).toEqual(["left", "right"]);
  });

  test("gives class, name, places, marks, attributes of every sort, and what is only in memory", async () => {
    const { spawn, hall } = await world([{ prototypeKey: "base", locks: "get:false();edit:perm(Builder)" }]);
    const lamp = await spawn({
      prototypeParent: ["base"],
      class: Lamp,
      key: "lamp",
      location: hall,
      home: hall.ref,
      aliases: ["light"],
      permissions: ["glow"],
      locks: "get:all()",
      tags: ["bright", ["old", "age"], ["big", "size", "very"]],
      attrs: [
        ["colour", "red", "look"],
        ["secret", 1, null, "attrread:false()"],
      ],
      fuel: 20,
      ndb_heat: 3,
    });
    expect(lamp).toBeInstanceOf(Lamp);
    expect((lamp as Lamp).fuel).toBe(20);
    expect([lamp.key, lamp.location, lamp.home]).toEqual(["lamp", hall, hall]);
    expect([lamp.aliases.all(), lamp.permissions.all()]).toEqual([["light"], ["glow"]]);
    expect([lamp.locks.get("get"), lamp.locks.get("edit")]).toEqual(["get:all()", "edit:perm(Builder)"]);
    expect(lamp.tags.getTags("big", { category: "size" })[0]?.data).toBe("very");
    expect(lamp.attributes.get("colour", { category: "look" })).toBe("red");
    expect(lamp.attributes.record("secret")?.locks).toBe("attrread:false()");
    expect(lamp.ndb["heat"]).toBe(3);
    expect(lamp.attributes.has("ndb_heat")).toBe(false);
    expect(spawned).toEqual(["lamp"]);
  });

  test("gives a name drawn by chance where neither the prototype nor the class says one", async () => {
    const { game, spawn } = await world();
    const [one, two, lantern] = [
      await spawn({ hp: 1 }),
      await spawn({ hp: 1 }),
      await spawn({ class: Lantern }),
    ];
    expect([one.key, two.key]).toEqual(Array(2).fill(expect.stringMatching(/^spawned-[a-z][a-z\d]{5}$/)));
    expect(one.key).not.toBe(two.key);
    expect(lantern.key).toBe("lantern");
    expect((await game.turn(() => game.world.create(Lamp))).key).toMatch(/^#\d+$/);
  });

  test("works values out for each object", async () => {
    const { spawn, hall } = await world();
    const thing = await spawn({
      key: "$choice(apple, apple)",
      location: ({ caller }) => (caller as WorldObject).location,
      size: "$add(1, $mult(2, 3))",
      weight: "$randint(4, 4)",
      label: "$an($protkey(key)) of $protkey(size)",
      list: [(...parts: number[]) => parts.length, 1, 2],
      plain: [1, 2],
      circle: "$protkey(circle)",
      odd: "$nosuch(1) $add(x) $div(1, 0)",
      list2: "$eval([1, {a: 2}])",
      sum: "$eval(2 * (3 + 4))",
      noSum: "$eval(2 apples)",
      price: "costs $5",
    });
    expect(thing.location).toBe(hall);
    const { size, weight, label, list, plain, circle, odd, list2, sum, noSum, price } = thing.db;
    expect({ size, weight, label, list, plain, circle, odd, list2, sum, noSum, price }).toEqual({
      size: 7,
      weight: 4,
      label: "an apple of 7",
      list: 2,
      plain: [1, 2],
      circle: "$protkey(circle)",
      odd: "$nosuch(1) $add(x) $div(1, 0)",
      list2: [1, { a: 2 }],
      sum: 14,
      noSum: "$eval(2 apples)",
      price: "costs $5",
    });
  });

  test("finds by $search only what the caller controls", async () => {
    const { spawn, hall, ann, game } = await world();
    await game.turn(() => {
      hall.locks.add("control:false()");
      ann.locks.add("control:all()");
    });
    const thing = await spawn({ mine: "$search(ann)", theirs: "$search(hall)" });
    expect(thing.db["mine"]).toBe(ann);
    expect(thing.db["theirs"]).toBe("$search(hall)");
  });

  test("runs named hooks, and is undone when one throws", async () => {
    const seen: string[] = [];
    const { spawn, game } = await world([{ prototypeKey: "mine", key: "mine", exec: ["mark", "fail"] }], {
      spawnHooks: {
        mark: (object) => void seen.push(object.key),
        fail: (object) => {
          if (object.key === "mine") throw new Error("no luck");
        },
      },
    });
    const { size } = game.world.objects;
    await expect(spawn("mine")).rejects.toThrow("no luck");
    expect(seen).toEqual(["mine"]);
    expect(game.world.objects.size).toBe(size);
    await spawn({ prototypeParent: "mine", key: "other" });
    expect(game.world.objects.size).toBe(size + 1);
  });
});

describe("mistakes", () => {
  test("are told all together", async () => {
    const { game } = await world([{ prototypeKey: "loop", prototypeParent: "loop" }]);
    const problems = (options: PrototypeOptions): string =>
      game.world.prototypes.problems(options).join("\n");
    expect(problems({ prototypeKey: "a", prototypeParent: ["x", "y"] })).toMatch(/"x".*\n.*"y"/);
    expect(problems({ prototypeParent: "loop" })).toMatch(/"loop" builds on itself/);
    expect(problems({ class: "no.Such", locks: "get:nosuch()", exec: "nosuch" })).toMatch(
      /hook "nosuch"[^]*no\.Such[^]*nosuch/,
    );
    expect(problems({ tags: [[]], attrs: ["x"], aliases: [""] } as unknown as PrototypeOptions)).toMatch(
      /aliases[^]*tags[^]*attrs/,
    );
    expect(problems({ location: "#1" })).toBe("");
  });

  test("refuse orders that contradict each other", async () => {
    const { game } = await world([
      { prototypeKey: "a" },
      { prototypeKey: "b" },
      { prototypeKey: "ab", prototypeParent: ["a", "b"] },
      { prototypeKey: "ba", prototypeParent: ["b", "a"] },
    ]);
    expect(game.world.prototypes.problems({ prototypeParent: ["ab", "ba"] })).toEqual([
      expect.stringMatching(/contradict each other/),
    ]);
  });

  test("in the code keep the world from starting", async () => {
    await expect(world([{ aliases: [""] }])).rejects.toMatchObject({ code: "PROTOTYPE_INVALID" });
    await expect(world([{ prototype_parent: "beast", typeclass: "Thing" }])).rejects.toThrow(
      /prototype_parent: that field is called prototypeParent here.*typeclass: that field is called class here/s,
    );
  });
});

describe("prototypes made in the game", () => {
  test("are kept, found, replaced and removed; those of the code cannot be changed", async () => {
    const { game, spawn, ann } = await world([
      { prototypeKey: "rock", key: "rock", prototypeTags: ["stone"] },
    ]);
    const { prototypes } = game.world;
    await game.turn(() =>
      prototypes.save({
        prototypeKey: "Pebble",
        prototypeParent: "rock",
        key: "pebble",
        prototypeTags: ["stone"],
      }),
    );
    await game.turn(() =>
      prototypes.save({ prototypeKey: "pebble", prototypeParent: "rock", key: "small pebble" }),
    );
    await game.reload();
    expect((await spawn("PEBBLE")).key).toBe("small pebble");
    const after = game.world.prototypes;
    expect(after.search("b").map((one) => one.prototypeKey)).toEqual(["pebble"]);
    expect(after.search("", ["stone"]).map((one) => one.prototypeKey)).toEqual(["rock"]);
    await expect(game.turn(() => after.save({ prototypeKey: "rock" }))).rejects.toThrow(/game's code/);
    await expect(game.turn(() => after.delete("rock"))).rejects.toThrow(/game's code/);
    expect(after.isFromCode("Rock")).toBe(true);
    expect(await game.turn(() => after.delete("pebble"))).toBe(true);
    expect(after.get("pebble")).toBeNull();
    expect(ann.isDeleted).toBe(false);
  });

  test("are locked", async () => {
    const { game, ann } = await world([{ prototypeKey: "rock" }]);
    const { prototypes } = game.world;
    const own = await game.turn(() =>
      prototypes.save({ prototypeKey: "own", prototypeLocks: "spawn:perm(Admin);edit:all()" }),
    );
    const rock = prototypes.get("rock");
    expect([prototypes.mayUse(own, ann, "spawn"), prototypes.mayUse(own, ann, "edit")]).toEqual([
      false,
      true,
    ]);
    expect(rock !== null && prototypes.mayUse(rock, ann, "spawn")).toBe(true);
    expect(rock !== null && prototypes.mayUse(rock, ann, "edit")).toBe(false);
  });

  test("can hold no functions", async () => {
    const { game } = await world();
    await expect(
      game.turn(() => game.world.prototypes.save({ prototypeKey: "x", hp: () => 5 })),
    ).rejects.toMatchObject({ code: "ATTRIBUTE_VALUE" });
    expect(game.world.prototypes.get("x")).toBeNull();
  });
});

describe("what was spawned", () => {
  test("[world W63] follows a changed prototype, and keeps what was added by hand", async () => {
    const { game, hall, spawn } = await world();
    const { prototypes } = game.world;
    await game.turn(() => prototypes.save({ prototypeKey: "orc", class: "test.Lamp", key: "orc", hp: 10 }));
    const orc = await spawn({ prototypeKey: "orc", prototypeParent: "orc", location: hall }).catch(() =>
      spawn("orc"),
    );
    await game.turn(() => {
      orc.location = hall;
      orc.db["hp"] = 99;
      orc.db["extra"] = 1;
      prototypes.save({ prototypeKey: "orc", class: "test.Lamp", key: "orc", hp: 20 });
    });
    spawned = [];
    expect(
      await game.turn(() => prototypes.spawned("orc").map((one) => prototypes.update("orc", one))),
    ).toEqual([true]);
    expect([orc.db["hp"], orc.db["extra"], orc.location]).toEqual([20, 1, hall]);
    expect(spawned).toEqual(["orc"]);
    expect(await game.turn(() => prototypes.update("orc", orc))).toBe(false);
    expect(spawned).toEqual(["orc"]);
  });

  test("really moves, really changes its class, and loses what is not said if it is to be exact", async () => {
    const { game, hall, spawn } = await world([
      { prototypeKey: "old", key: "old", tags: ["a"], aliases: ["o"], hp: 1 },
    ]);
    const { prototypes } = game.world;
    const thing = await spawn("old");
    await game.turn(() => {
      thing.db["extra"] = 1;
      thing.tags.add("mine");
      prototypes.save({ prototypeKey: "new", class: "test.Lamp", location: hall.ref, hp: 1, tags: ["b"] });
    });
    const changes = game.world.prototypes.differences("new", thing, { exact: true });
    expect(changes.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
      "update class",
      "update location",
      "update aliases",
      "add tag b",
      "remove tag a",
      "remove tag mine",
      "remove attribute extra",
    ]);
    await game.turn(() => prototypes.update("new", thing, { exact: true }));
    expect(thing).toBeInstanceOf(Lamp);
    expect(hall.contents).toContain(thing);
    expect(thing.attributes.all().map(({ key }) => key)).toEqual(["hp"]);
  });

  test("has not changed where it refuses to move, and is not told that it did", async () => {
    const { game, hall, spawn } = await world();
    const stone = await spawn({ class: "test.Stone" });
    await game.turn(() => {
      game.world.prototypes.save({ prototypeKey: "stone", class: "test.Stone", location: hall.ref });
      game.world.prototypes.save({ prototypeKey: "heavy", location: hall.ref, weight: 9 });
    });
    spawned = [];
    const update = (key: string): Promise<boolean> =>
      game.turn(() => game.world.prototypes.update(key, stone));
    expect(await update("stone")).toBe(false);
    expect([spawned, stone.location]).toEqual([[], null]);
    expect(await update("heavy")).toBe(true);
    expect([spawned.length, stone.db["weight"], stone.location]).toEqual([1, 9, null]);
  });

  test("tells what it is made of, so that another can be made", async () => {
    const { game, hall, spawn } = await world();
    const first = await spawn({
      key: "urn",
      location: hall,
      aliases: ["vase"],
      tags: [["clay", "material"]],
      attrs: [["colour", { deep: ["red"] }, "look"]],
      locks: "get:false()",
    });
    const second = await spawn(game.world.prototypes.of(first));
    const { prototypeKey: _, ...one } = game.world.prototypes.of(first);
    const { prototypeKey: __, ...other } = game.world.prototypes.of(second);
    expect(other).toEqual(one);
    expect(second).not.toBe(first);
  });
});
