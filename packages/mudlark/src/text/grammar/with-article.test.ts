import { describe, expect, it } from "vitest";
import { numberedName } from "./numbered-name.ts";
import { withArticle } from "./with-article.ts";

describe("withArticle", () => {
  it.each([
    ["hour", "an hour"],
    ["hourglass", "an hourglass"],
    ["honest man", "an honest man"],
    ["horse", "a horse"],
    ["unicorn", "a unicorn"],
    ["uniform", "a uniform"],
    ["uninteresting rock", "an uninteresting rock"],
    ["unidentified potion", "an unidentified potion"],
    ["used cloth", "a used cloth"],
    ["usher", "an usher"],
    ["utensil", "a utensil"],
    ["urn", "an urn"],
    ["umbrella", "an umbrella"],
    ["Apple", "an Apple"],
    ["old boot", "an old boot"],
    ["European", "a European"],
    ["ewe", "a ewe"],
    ["eel", "an eel"],
    ["one-eyed cat", "a one-eyed cat"],
    ["onion", "an onion"],
    ["onerous task", "an onerous task"],
    ["éclair", "an éclair"],
    ["yew", "a yew"],
    ["NPC", "an NPC"],
    ["UFO", "a UFO"],
    ["MP", "an MP"],
    ["TV", "a TV"],
    ["OAK DOOR", "an OAK DOOR"],
    ["X", "an X"],
    ["U-turn", "a U-turn"],
    ["8-sided die", "an 8-sided die"],
    ["11th key", "an 11th key"],
    ["18", "an 18"],
    ["1800", "a 1800"],
    ["118", "a 118"],
    ['"Eureka" sign', 'a "Eureka" sign'],
    ["|rapple|n", "an |rapple|n"],
    ["|lclook|ltapple|le", "an |lclook|ltapple|le"],
    ["leather boots", "some leather boots"],
    ["pair of boots", "a pair of boots"],
    ["gallows", "a gallows"],
    ["the Sword of Ages", "the Sword of Ages"],
    ["a lamp", "a lamp"],
    ["a", "an a"],
    ["", "a "],
  ])("%j: %j", (noun, expected) => {
    expect(withArticle(noun)).toBe(expected);
  });
});

describe("numberedName (world.md §10)", () => {
  it.each([
    [1, "hour", ["an hour", "one hours"]],
    [2, "ox", ["an ox", "two oxen"]],
    [12, "mouse", ["a mouse", "twelve mice"]],
    [13, "mouse", ["a mouse", "13 mice"]],
    [3, "box of nails", ["a box of nails", "three boxes of nails"]],
    [2, "sheep", ["a sheep", "two sheep"]],
    [2, "the Sword", ["the Sword", "two Swords"]],
    [0, "coin", ["a coin", "no coins"]],
    [2, "boots", ["some boots", "two boots"]],
  ])("%i × %s", (count, noun, expected) => {
    expect(numberedName(count, noun)).toEqual(expected);
  });
});
