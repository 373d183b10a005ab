import { describe, expect, test } from "vitest";
import { pluralise } from "../../text/grammar/pluralise.ts";
import { matchNames, nameSource } from "./match-names.ts";
import { NameCard } from "./name-card.ts";

interface Thing {
  readonly id: number;
  readonly card: NameCard;
}

function things(...names: readonly string[]): Thing[] {
  return names.map((name, index) => {
    const [key = "", ...aliases] = name.split(";");
    return { id: index + 1, card: new NameCard(key, aliases, () => pluralise(key)) };
  });
}

function find(
  text: string,
  among: readonly Thing[],
  { exact = false, hidden = [] as readonly number[] } = {},
): number[] {
  const source = nameSource(among, (thing) => thing.card);
  const options = {
    exact,
    isEligible: (thing: Thing) => !hidden.includes(thing.id),
    cardOf: (thing: Thing) => thing.card,
    byId: (a: Thing, b: Thing) => a.id - b.id,
  };
  return matchNames(text, source, options).map((thing) => thing.id);
}

describe("finding by name", () => {
  const boxes = things("box", "box", "box");

  test.each([
    ["box", [1, 2, 3]],
    ["box-2", [2]],
    ["2-box", [2]],
    ["BOX-2", [2]],
    ["box-4", []],
    ["box-0", []],
    ["bo-3", [3]],
    ["", []],
    ["  ", []],
    ["-", []],
    ["-2", []],
  ])("among three boxes, %j finds %j", (text, ids) => {
    expect(find(text, boxes)).toEqual(ids);
  });

  test("a name that ends in a number is itself before it is a number", () => {
    expect(find("box-2", things("box", "box", "box-2"))).toEqual([3]);
  });

  test("words must begin words, in order", () => {
    const swords = things("Big Sword", "swordfish");
    expect(find("bi sw", swords)).toEqual([1]);
    expect(find("sw bi", swords)).toEqual([]);
    expect(find("sw", swords)).toEqual([1, 2]);
    expect(find("word", swords)).toEqual([]);
    expect(find("bi sw", swords, { exact: true })).toEqual([]);
    expect(find("big  sword", swords, { exact: true })).toEqual([1]);
  });

  test("words of different aliases do not add up", () => {
    expect(find("red bl", things("red;blue"))).toEqual([]);
  });

  test("an exact name hides longer ones", () => {
    expect(find("coin", things("coin", "coin purse", "coin"))).toEqual([1, 3]);
    expect(find("coi", things("coin", "coin purse", "coin"))).toEqual([1, 2, 3]);
  });

  test.each(["boxes", "two boxes", "12 boxes", "Twelve Boxes"])("%s are all of them", (text) => {
    expect(find(text, boxes)).toEqual([1, 2, 3]);
  });

  test.each(["a box", "one box"])("%s may be any of them", (text) => {
    expect(find(text, boxes)).toEqual([1, 2, 3]);
  });

  test("boxes-2 is the second of the boxes", () => {
    expect(find("boxes-2", boxes)).toEqual([2]);
  });

  test("a thing that is really called like the plural comes first", () => {
    expect(find("boxes", things("box", "boxes"))).toEqual([2]);
  });

  test("what is hidden takes no number", () => {
    expect(find("box-2", boxes, { hidden: [2] })).toEqual([3]);
  });

  test("a number counts things of that key before those that are also called so", () => {
    const mixed = things("crate;box", "box");
    expect(find("box", mixed)).toEqual([1, 2]);
    expect(find("box-1", mixed)).toEqual([2]);
    expect(find("box-2", mixed)).toEqual([1]);
  });

  test("colours in a name need not be typed", () => {
    expect(find("red apple", things("|rred|n apple"))).toEqual([1]);
  });

  test("case and composition do not count", () => {
    expect(find("CAFE\u0301", things("café"))).toEqual([1]);
    expect(find("STRASSE", things("Straße"))).toEqual([1]);
  });
});
