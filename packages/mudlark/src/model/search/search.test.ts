import { describe, expect, test } from "vitest";
import { rulesScene, Room } from "../object/rules-scene.suite.ts";
import { WorldObject } from "../object/world-object.ts";

describe("searching", () => {
  test("[world W34] things of one name are told apart by number", async () => {
    const { ann, hall, make, turn, heard } = await rulesScene();
    const boxes = [];
    for (let count = 0; count < 3; count++) boxes.push(await make(WorldObject, "box", { location: hall }));
    expect(await turn(() => ann.search("box"))).toBeNull();
    const [list = ""] = heard(ann);
    expect(list.split("\n").slice(1)).toEqual([" box-1", " box-2", " box-3"]);
    expect(await turn(() => ann.search("box-2"))).toBe(boxes[1]);
    expect(await turn(() => ann.search("BOX-2"))).toBe(boxes[1]);
    expect(await turn(() => ann.search("2-box"))).toBe(boxes[1]);
    expect(await turn(() => ann.search("box-4"))).toBeNull();
    expect(heard(ann)).toEqual(['Could not find "box-4".']);
  });

  test("of very many things, the first twenty are named", async () => {
    const { ann, hall, turn, heard, kernel } = await rulesScene();
    await turn(() => {
      for (let count = 0; count < 23; count++) kernel.create(WorldObject, { key: "box", location: hall });
    });
    expect(await turn(() => ann.search("box"))).toBeNull();
    const lines = (heard(ann)[0] ?? "").split("\n");
    expect([lines.length, lines.at(-2), lines.at(-1)]).toEqual([22, " box-20", " and 3 more"]);
  });

  test("[world W35] words may be cut short, in their order", async () => {
    const { ann, hall, make, turn, heard } = await rulesScene();
    const sword = await make(WorldObject, "Big Sword", { location: hall });
    await make(WorldObject, "swordfish", { location: hall, aliases: ["fish"] });
    expect(await turn(() => ann.search("bi sw"))).toBe(sword);
    expect(await turn(() => ann.search("sw"))).toBeNull();
    expect(heard(ann)[0]?.split("\n").slice(1)).toEqual([" Big Sword-1", " swordfish-1 [fish]"]);
    expect(await turn(() => ann.search("word"))).toBeNull();
    expect(await turn(() => ann.search("bi sw", { exact: true }))).toBeNull();
  });

  test("[world W36] what is hidden takes no number", async () => {
    const { ann, bob, hall, make, turn, heard } = await rulesScene();
    const first = await make(WorldObject, "box", { location: hall });
    const second = await make(WorldObject, "box", { location: hall, locks: "search:perm(Builder)" });
    const third = await make(WorldObject, "box", { location: hall });
    expect(await turn(() => ann.search("box", { quiet: true }))).toEqual([first, third]);
    expect(await turn(() => ann.search("box"))).toBeNull();
    expect(heard(ann)[0]?.split("\n").slice(1)).toEqual([" box-1", " box-2"]);
    expect(await turn(() => ann.search("box-2"))).toBe(third);
    expect(await turn(() => bob.search("box-2"))).toBe(second);
    expect(await turn(() => ann.search("box-2", { useLocks: false }))).toBe(second);
  });

  test("[world W37] ids are for builders", async () => {
    const { ann, bob, yard, make, turn } = await rulesScene();
    const far = await make(WorldObject, "lamp", { location: yard });
    expect(await turn(() => ann.search(far.ref))).toBeNull();
    expect(await turn(() => bob.search(far.ref))).toBe(far);
    expect(await turn(() => bob.search(far.id))).toBe(far);
    expect(await turn(() => bob.search("#9999"))).toBeNull();
    expect(await turn(() => ann.search(far.ref, { useDbref: true }))).toBe(far);
    expect(await turn(() => bob.search(far.ref, { useDbref: false }))).toBeNull();
    expect(await turn(() => bob.search(far.ref, { candidates: [ann] }))).toBeNull();
  });

  test("nobody reaches a nameless thing elsewhere by the name that is its id", async () => {
    const { ann, yard, turn, kernel } = await rulesScene();
    const nameless = await turn(() => kernel.create(WorldObject, { location: yard }));
    expect(nameless.key).toBe(nameless.ref);
    expect(await turn(() => ann.search(nameless.ref))).toBeNull();
  });

  test("[world W38] me, self and here", async () => {
    const { ann, hall, yard, turn } = await rulesScene();
    expect(await turn(() => ann.search("me"))).toBe(ann);
    expect(await turn(() => ann.search("SELF"))).toBe(ann);
    expect(await turn(() => ann.search("here"))).toBe(hall);
    expect(await turn(() => ann.search("me", { location: yard }))).toBeNull();
    expect(await turn(() => ann.search("me", { globalSearch: true }))).toBe(ann);
    expect(await turn(() => hall.search("me"))).toBe(hall);
    expect(await turn(() => hall.search("here"))).toBeNull();
  });

  test("[world W39] of equal things so many as are wanted", async () => {
    const { ann, hall, make, turn, heard } = await rulesScene();
    const coins = [];
    for (let count = 0; count < 4; count++) coins.push(await make(WorldObject, "coin", { location: hall }));
    await make(WorldObject, "coin purse", { location: hall });
    expect(await turn(() => ann.search("coin", { stacked: 2 }))).toEqual(coins.slice(0, 2));
    expect(heard(ann)).toEqual([]);
    expect(await turn(() => ann.search("coin", { stacked: 9 }))).toEqual(coins);
    expect(await turn(() => ann.search("coi", { stacked: 2 }))).toBeNull();
    expect(heard(ann)).toHaveLength(1);
  });

  test("[world W40] plurals are understood without ever having been looked at", async () => {
    const { ann, hall, make, turn } = await rulesScene();
    const boxes = [];
    for (let count = 0; count < 3; count++) boxes.push(await make(WorldObject, "box", { location: hall }));
    expect(await turn(() => ann.search("boxes", { quiet: true }))).toEqual(boxes);
    expect(await turn(() => ann.search("two boxes", { stacked: 2 }))).toEqual(boxes.slice(0, 2));
    expect(boxes[0]?.aliases.all()).toEqual([]);
  });

  test("a class of its own words is searched by them", async () => {
    class Trousers extends WorldObject {
      override getNumberedName(count: number): readonly [string, string] {
        return ["a pair of trousers", `${count} pairs of trousers`];
      }
    }
    const { ann, hall, make, turn } = await rulesScene({ classes: [Trousers] });
    const trousers = await make(Trousers, "trousers", { location: hall });
    expect(await turn(() => ann.search("pairs of trousers", { quiet: true }))).toEqual([trousers]);
  });

  test("what is looked for may be limited by class, tags, place and values", async () => {
    const { ann, bob, hall, yard, make, turn } = await rulesScene();
    const box = await make(WorldObject, "box", { location: hall, tags: ["old", ["wet", "weather"]] });
    const room = await make(Room, "box", { location: hall });
    const far = await make(WorldObject, "box", { location: yard, attributes: { colour: "red" } });
    const find = (text: string, options: object): Promise<WorldObject[]> =>
      turn(() => ann.search(text, { ...options, quiet: true }));
    expect(await find("box", { class: Room })).toEqual([room]);
    expect(await find("box", { class: WorldObject })).toEqual([box]);
    expect(await find("box", { tags: ["old"] })).toEqual([box]);
    expect(await find("box", { tags: ["old", ["wet", "weather"]] })).toEqual([box]);
    expect(await find("box", { tags: ["wet"] })).toEqual([]);
    expect(await find("box", { location: yard })).toEqual([far]);
    expect(await find("box", { location: [yard, hall] })).toEqual([box, room, far]);
    expect(await find("box", { candidates: [far] })).toEqual([far]);
    expect(await find("box", { candidates: [] })).toEqual([]);
    expect(await find("box", { globalSearch: true })).toEqual([box, room, far]);
    expect(await find("bo", { globalSearch: true })).toEqual([]);
    expect(await find("box-3", { globalSearch: true })).toEqual([far]);
    expect(await find("red", { attributeName: "colour", globalSearch: true })).toEqual([far]);
    expect(await find("Box", { attributeName: "db_key" })).toEqual([box, room]);
    expect(await turn(() => bob.search(hall, { attributeName: "location", quiet: true }))).toContain(ann);
  });

  test("a thing itself is found where it can be seen", async () => {
    const { ann, bob, yard, make, turn } = await rulesScene();
    const far = await make(WorldObject, "lamp", { location: yard });
    expect(await turn(() => ann.search(bob))).toBe(bob);
    expect(await turn(() => ann.search(far))).toBeNull();
    expect(await turn(() => ann.search(null))).toBeNull();
    expect(await turn(() => ann.search(""))).toBeNull();
  });

  test("builders find whom an account plays", async () => {
    const { ann, bob, turn } = await rulesScene();
    await turn(() => ann.moveTo(null, { toNone: true }));
    expect(await turn(() => bob.search("*Ann"))).toBe(ann);
    expect(await turn(() => ann.search("*bob"))).toBeNull();
    expect(await turn(() => bob.search("*nobody"))).toBeNull();
    expect(await turn(() => bob.search("*"))).toBeNull();
  });

  test("what was typed is shown as it was typed", async () => {
    const { ann, turn, heard } = await rulesScene();
    await turn(() => ann.search("|rx$you()"));
    expect(heard(ann)).toEqual(['Could not find "||rx$you()".']);
    await turn(() => ann.search("x", { notFoundText: "No x." }));
    expect(heard(ann)).toEqual(["No x."]);
  });

  test("what is carried says so", async () => {
    const { ann, hall, make, turn, heard } = await rulesScene();
    await make(WorldObject, "box", { location: ann });
    await make(WorldObject, "box", { location: hall });
    await turn(() => ann.search("box", { multiText: "Which box?" }));
    expect(heard(ann)).toEqual(["Which box?\n box-1 (carried)\n box-2"]);
  });

  test("steps may be overridden", async () => {
    class Reader extends WorldObject {
      override getSearchQueryReplacement(text: string): string {
        return text === "mine" ? "box" : text;
      }
    }
    const { hall, make, turn } = await rulesScene({ classes: [Reader] });
    const reader = await make(Reader, "reader", { location: hall });
    const box = await make(WorldObject, "box", { location: hall });
    expect(await turn(() => reader.search("mine"))).toBe(box);
  });

  test("names are found at once after a change, and as before after an undo", async () => {
    const { ann, hall, kernel, make, turn } = await rulesScene();
    const box = await make(WorldObject, "box", { location: hall });
    await turn(() => {
      box.key = "crate";
      box.aliases.add("case");
    });
    expect(await turn(() => ann.search("crate"))).toBe(box);
    expect(kernel.called("object", "CASE")).toEqual([box]);
    expect(kernel.called("object", "box")).toEqual([]);
    const failing = turn(() => {
      box.key = "barrel";
      box.aliases.clear();
      expect(ann.search("barrel")).toBe(box);
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    expect(kernel.called("object", "barrel")).toEqual([]);
    expect(kernel.called("object", "case")).toEqual([box]);
    expect(await turn(() => ann.search("crate"))).toBe(box);
  });

  test("names are found by a part, a beginning, or the whole of them", async () => {
    const { kernel, turn, hall, make } = await rulesScene();
    const lamp = await make(WorldObject, "|yOil Lamp|n", { location: hall });
    const clamp = await make(WorldObject, "clamp", { location: hall, aliases: ["Vice", "Grip"] });
    const parlour = await make(Room, "Lampmakers' Hall");
    const like = (text: string, match: "contains" | "begins" | "equals", contents: readonly string[] = []) =>
      kernel.calledLike("object", { text, match, contents });
    expect(like("LAMP", "contains")).toEqual([lamp, clamp, parlour]);
    expect(like("lamp", "contains", ["room"])).toEqual([parlour]);
    expect(like("lamp", "begins")).toEqual([parlour]);
    expect(like("oil lamp", "equals")).toEqual([lamp]);
    expect(like("vic", "begins")).toEqual([clamp]);
    expect(like("i", "contains", ["object"])).toContain(clamp);
    expect(like("vice", "equals", ["room"])).toEqual([]);
    await turn(() => clamp.delete());
    expect(like("vice", "equals")).toEqual([]);
  });

  test("searching quietly changes nothing", async () => {
    const { ann, turn, kernel } = await rulesScene();
    const hasChanges = await turn(() => {
      for (const text of ["ann", "bo", "two boxes", "#1", "*ann", "x-1"]) ann.search(text, { quiet: true });
      return kernel.turns.current?.hasChanges;
    });
    expect(hasChanges).toBe(false);
  });
});
