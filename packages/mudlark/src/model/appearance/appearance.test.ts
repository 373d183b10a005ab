import { describe, expect, test } from "vitest";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import { Character, Exit, Room, rulesScene } from "../object/rules-scene.suite.ts";
import { WorldObject } from "../object/world-object.ts";
import { formatAppearance } from "./format-appearance.ts";

describe("appearance", () => {
  test("[world W51] a look shows what may be seen, in its order, and changes nothing", async () => {
    const { ann, make, turn, kernel, bob } = await rulesScene();
    const inn = await make(Room, "The Inn", { attributes: { desc: "Low beams,\n\n\n\nand  smoke." } });
    const yard = await make(Room, "Yard");
    await turn(() => {
      for (const key of ["coin", "Apple", "coin"]) kernel.create(WorldObject, { key, location: inn });
      kernel.create(WorldObject, { key: "ghost", location: inn, locks: "view:false()" });
      kernel.create(WorldObject, { key: "mouse", location: inn, locks: "search:false()" });
      kernel.create(Character, { key: "Vera", location: inn });
      for (const key of ["b", "a"]) kernel.create(Exit, { key, location: inn, destination: yard });
      ann.location = inn;
      bob.location = inn;
      bob.locks.add("view:none()");
    });
    const [seen, hasChanges] = await turn(() => [ann.atLook(inn), kernel.turns.current?.hasChanges] as const);
    expect(stripMarkup(seen).split("\n")).toEqual([
      "The Inn",
      "Low beams,",
      "and  smoke.",
      "Exits: b and a",
      "Characters: Vera",
      "You see: an Apple and two coins",
    ]);
    expect(hasChanges).toBe(false);
  });

  test("of many things, the first fifty are named, or as many as one asks for", async () => {
    const { ann, hall, turn, kernel } = await rulesScene();
    await turn(() => {
      for (let at = 100; at < 170; at++) kernel.create(WorldObject, { key: `box ${at}`, location: hall });
    });
    expect(hall.getDisplayThings(ann, {})).toMatch(/^You see: a box 100, .*, a box 149, and 20 more$/);
    expect(hall.getDisplayThings(ann, { mostNames: 2 })).toBe("You see: a box 100, a box 101, and 68 more");
    expect(hall.getDisplayThings(ann, { mostNames: Infinity })).toMatch(/ and a box 169$/);
  });

  test("exits stand in the order in which they were made, or as one asks, wherever they have been meanwhile", async () => {
    const { ann, hall, yard, make, turn } = await rulesScene();
    const [west, north] = [
      await make(Exit, "west", { location: hall, destination: yard }),
      await make(Exit, "north", { location: hall, destination: yard }),
    ];
    await make(Exit, "up", { location: hall, destination: yard });
    await turn(() => {
      west.location = yard;
      west.location = hall;
    });
    expect(hall.getDisplayExits(ann, {})).toBe("Exits: west, north, and up");
    expect(hall.getDisplayExits(ann, { exitOrder: ["up", "NORTH", "none"] })).toBe(
      "Exits: up, north, and west",
    );
    await turn(() => north.locks.add("view:false()"));
    expect(hall.getDisplayExits(ann, { exitOrder: ["up"] })).toBe("Exits: up and west");
  });

  test("a description keeps its own shape, and its braces and markers mean nothing", async () => {
    const { ann, hall, turn } = await rulesScene();
    await turn(() => (hall.db.desc = "\n  {name} $You(ann):\n  * a\n     * b   c  \n\n\n{desc}\n"));
    expect(stripMarkup(hall.returnAppearance(ann)).split("\n").slice(0, 5)).toEqual([
      "Hall",
      "  {name} $You(ann):",
      "  * a",
      "  * b  c",
      "{desc}",
    ]);
  });

  test("builders see ids, nobody sees nothing, and what is hidden is refused", async () => {
    const { ann, bob, hall, turn } = await rulesScene();
    expect(stripMarkup(hall.returnAppearance(bob))).toMatch(/^Hall\(#2\)\n/);
    expect(stripMarkup(hall.returnAppearance(ann))).toMatch(/^Hall\n/);
    expect(hall.returnAppearance(null)).toBe("");
    await turn(() => hall.locks.add("view:none()"));
    expect(ann.atLook(hall)).toBe("You cannot make out Hall.");
  });

  test("who is looked at may do something about it", async () => {
    const { ann, hall, turn, heard } = await rulesScene();
    Object.defineProperty(hall, "atDesc", {
      value: (looker: WorldObject) => looker.msg("The hall looks back."),
    });
    await turn(() => ann.atLook(hall));
    expect(heard(ann)).toEqual(["The hall looks back."]);
  });

  test("braces and dollars of a description are themselves", async () => {
    const { ann, hall, turn } = await rulesScene();
    await turn(() => (hall.db.desc = "{x} $You() {"));
    expect(ann.atLook(hall)).toContain("{x} $You() {");
  });

  test("exits may come in an order of one's own", async () => {
    const { ann, hall, yard, make } = await rulesScene();
    for (const key of ["west", "up", "north", "down"])
      await make(Exit, key, { location: hall, destination: yard });
    expect(hall.getDisplayExits(ann, {})).toBe("Exits: west, up, north, and down");
    expect(hall.getDisplayExits(ann, { exitOrder: ["north", "up"] })).toBe(
      "Exits: north, up, down, and west",
    );
  });

  test("every part may be another", async () => {
    class Dream extends Room {
      override getDisplayHeader = (): string => "~";
      override getDisplayFooter = (): string => "~~";
      override getDisplayDesc = (): string => "Fog.";
      override formatAppearance = (text: string): string => text.replaceAll("\n", "/");
    }
    const { ann, make } = await rulesScene({ classes: [Dream] });
    const dream = await make(Dream, "Dream");
    expect(stripMarkup(dream.returnAppearance(ann))).toBe("~/Dream/Fog./~~");
  });

  test.each([
    ["hour", 2, "an hour", "two hours"],
    ["ox", 2, "an ox", "two oxen"],
    ["mouse", 12, "a mouse", "twelve mice"],
    ["mouse", 13, "a mouse", "13 mice"],
    ["|rcoin|n", 2, "a |rcoin|n", "two |rcoins|n"],
  ])("of %j there are %i: %j and %j", async (name, count, singular, plural) => {
    const { ann, hall } = await rulesScene();
    expect(hall.getNumberedName(count, ann, { key: name })).toEqual([singular, plural]);
  });

  test("articles and numbers can be left out", async () => {
    const { hall } = await rulesScene();
    expect(hall.getNumberedName(2, null, { noArticle: true })).toEqual(["Hall", "Halls"]);
  });

  test("no gaps are left", () => {
    expect(formatAppearance(" \n a    b \n\n\t\n c  d\n")).toBe("a  b\n c  d");
  });
});
