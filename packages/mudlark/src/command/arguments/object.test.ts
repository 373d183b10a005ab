import { beforeEach, describe, expect, it } from "vitest";
import { WorldObject } from "../../model/object/world-object.ts";
import { testKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { arg } from "./arg.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import type { Argument } from "./part.ts";

class Room extends WorldObject {
  static override readonly contentType = "room";
}
class Exit extends WorldObject {
  static override readonly contentType = "exit";
}
class Character extends WorldObject {
  static override readonly contentType = "character";
}
class Lantern extends WorldObject {}

describe("arguments that are objects", () => {
  let world: TestKernel;
  let hall: Room;
  let yard: Room;
  let ann: Character;
  let scope: ArgumentScope;

  beforeEach(async () => {
    world = await testKernel({ classes: [Room, Exit, Character, Lantern, WorldObject] });
    const { kernel } = world;
    await world.turn(() => {
      hall = kernel.create(Room, { key: "Hall" });
      yard = kernel.create(Room, { key: "Yard" });
      ann = kernel.create(Character, { key: "Ann", location: hall });
      kernel.create(Character, { key: "Bob", location: hall });
      kernel.create(Exit, { key: "north", aliases: ["n"], location: hall, destination: yard });
      kernel.create(Lantern, { key: "lantern", location: ann });
      kernel.create(WorldObject, { key: "lantern hook", location: ann });
      kernel.create(WorldObject, { key: "box", location: hall });
      for (let count = 0; count < 4; count++) kernel.create(WorldObject, { key: "gold coin", location: ann });
      kernel.create(WorldObject, { key: "old coin", location: ann });
    });
    const session = null;
    scope = {
      game: kernel,
      caller: ann,
      session,
      account: null,
      puppet: ann,
      location: hall,
    } as unknown as ArgumentScope;
  });

  /** Keys of what was found, or the message. */
  function read(argument: Argument<string, unknown>, text: string): unknown {
    const result = argument.type.parse(text, scope);
    if (!result.ok) return `! ${result.message}`;
    return Array.isArray(result.value)
      ? (result.value as WorldObject[]).map(({ key }) => key)
      : (result.value as WorldObject).key;
  }

  it("are looked for where the command says", () => {
    expect(read(arg.object("o"), "box")).toBe("box");
    expect(read(arg.object("o", { from: "room" }), "box")).toBe("box");
    expect(read(arg.object("o", { from: "inventory" }), "box")).toBe('! Could not find "box".');
    expect(read(arg.object("o", { from: "room" }), "old coin")).toBe('! Could not find "old coin".');
    expect(read(arg.object("o"), "Yard")).toBe('! Could not find "Yard".');
    expect(read(arg.object("o", { from: "anywhere" }), "Yard")).toBe("Yard");
    expect(read(arg.object("o"), "me")).toBe("Ann");
    expect(read(arg.object("o", { from: "room" }), "here")).toBe("Hall");
  });

  it("may have to be of a class", () => {
    expect(read(arg.object("o", { is: Lantern }), "lan")).toBe("lantern");
    expect(read(arg.object("o", { is: Lantern }), "box")).toBe('! Could not find "box".');
  });

  it("are listed when several fit", () => {
    expect(read(arg.object("o"), "coin")).toMatch(
      /^! There is more than one "coin"\..*\n gold coin-1 \(carried\)\n/s,
    );
    expect(read(arg.object("o"), "coin-2")).toBe("gold coin");
  });

  it("may have to pass a lock", async () => {
    expect(read(arg.object("o", { needs: "edit" }), "box")).toBe("! You may not edit box.");
    await world.turn(() => hall.contents.find(({ key }) => key === "box")?.locks.add("control:all()"));
    expect(read(arg.object("o", { needs: "edit" }), "box")).toBe("box");
  });

  it("may be rooms and exits", () => {
    expect(read(arg.exit("e"), "n")).toBe("north");
    expect(read(arg.exit("e"), "box")).toBe('! Could not find "box".');
    expect(read(arg.room("r"), "yard")).toBe("Yard");
    expect(read(arg.room("r"), "box")).toBe('! Could not find "box".');
  });

  it.each([
    ["lantern", ["lantern"]],
    ["3 gold coins", ["gold coin", "gold coin", "gold coin"]],
    ["9 gold coins", ["gold coin", "gold coin", "gold coin", "gold coin"]],
    ["2-gold coin", ["gold coin"]],
    ["all.gold coin", ["gold coin", "gold coin", "gold coin", "gold coin"]],
    ["all coin", ["gold coin", "gold coin", "gold coin", "gold coin", "old coin"]],
    ["5 lamps", '! Could not find "5 lamps".'],
  ])("may be several: %j", (text, expected) => {
    expect(read(arg.things("t", { from: "inventory" }), text)).toEqual(expected);
  });

  it("are everything of the place with all", () => {
    expect(read(arg.things("t", { from: "room" }), "all")).toEqual(["box"]);
    expect(read(arg.things("t", { from: "inventory" }), "ALL")).toHaveLength(7);
    expect(read(arg.things("t", { from: "room", is: Lantern }), "all")).toBe(
      "! There is nothing here that this could be done with.",
    );
  });

  it("are not mixed up when a number is given", () => {
    expect(read(arg.things("t"), "2 coin")).toMatch(/more than one "coin"/);
    expect(read(arg.things("t", { count: false }), "2 gold coins")).toMatch(/more than one|Could not find/);
  });

  it("may be named with attributes", () => {
    expect(arg.objectAttribute("o").type.parse('box/HP/stats["Str"][0]:body', scope)).toMatchObject({
      ok: true,
      value: {
        object: { key: "box" },
        paths: [{ name: "hp" }, { name: "stats", steps: [{ key: "Str" }, { key: 0 }] }],
        category: "body",
      },
    });
    expect(arg.objectAttribute("o").type.parse("box", scope)).toMatchObject({
      value: { paths: [], category: null },
    });
    expect(arg.objectAttribute("o").type.parse("box/a[", scope)).toMatchObject({ ok: false, refused: false });
    expect(arg.objectAttribute("o").type.parse("cat/a", scope)).toMatchObject({ ok: false, refused: true });
  });

  it("complete what was begun", () => {
    expect(arg.object("o", { from: "inventory" }).type.complete("lan", scope)).toEqual([
      "lantern",
      "lantern hook",
    ]);
    expect(arg.exit("e").type.complete("", scope)).toEqual(["north"]);
    const things = arg.things("t", { from: "inventory" }).type;
    expect(things.complete("2 go", scope)).toEqual(["2 gold coin"]);
    expect(things.complete("all.o", scope)).toEqual(["all.old coin"]);
    expect(arg.things("t", { count: false }).type.complete("2 go", scope)).toEqual([]);
  });

  it("need somebody to look", () => {
    scope = { ...scope, puppet: null };
    expect(read(arg.object("o"), "box")).toBe("! You have to be in character for that.");
  });

  it("leave everything as it was", async () => {
    const before = world.disk;
    await world.turn(() => {
      read(arg.things("t"), "all");
      read(arg.object("o", { from: "anywhere" }), "Yard");
      expect(world.kernel.turns.requireTurn().hasChanges).toBe(false);
    });
    expect(world.disk).toBe(before);
  });
});

describe("locks as arguments", () => {
  it("are checked to the last function", async () => {
    const { kernel } = await testKernel();
    const scope = { game: kernel } as unknown as ArgumentScope;
    const read = (text: string): boolean => arg.lockString("l").type.parse(text, scope).ok;
    expect(read("get:perm(Builder);edit:false()")).toBe(true);
    expect(read("get:perm(")).toBe(false);
    expect(read("get:nosuch()")).toBe(false);
  });
});
