import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "../markup/messy-markup.suite.ts";
import { isPlural, pluralise } from "./pluralise.ts";

describe("pluralise", () => {
  it.each([
    ["ox", "oxen"],
    ["musk-ox", "musk-oxen"],
    ["fox", "foxes"],
    ["mouse", "mice"],
    ["dormouse", "dormice"],
    ["box of nails", "boxes of nails"],
    ["sheep", "sheep"],
    ["apple", "apples"],
    ["city", "cities"],
    ["day", "days"],
    ["soliloquy", "soliloquies"],
    ["torch", "torches"],
    ["stomach", "stomachs"],
    ["glass", "glasses"],
    ["gas", "gases"],
    ["lens", "lenses"],
    ["bus", "buses"],
    ["iris", "irises"],
    ["crisis", "crises"],
    ["chassis", "chassis"],
    ["axe", "axes"],
    ["quiz", "quizzes"],
    ["hero", "heroes"],
    ["piano", "pianos"],
    ["cactus", "cacti"],
    ["circus", "circuses"],
    ["matrix", "matrices"],
    ["wolf", "wolves"],
    ["werewolf", "werewolves"],
    ["shelf", "shelves"],
    ["elf", "elves"],
    ["roof", "roofs"],
    ["quarterstaff", "quarterstaves"],
    ["swordsman", "swordsmen"],
    ["woman", "women"],
    ["human", "humans"],
    ["shaman", "shamans"],
    ["person", "people"],
    ["grandchild", "grandchildren"],
    ["goose", "geese"],
    ["mongoose", "mongooses"],
    ["foot", "feet"],
    ["red key", "red keys"],
    ["man at arms", "men at arms"],
    ["letter sealed with wax", "letters sealed with wax"],
    ["chest full of gold", "chests full of gold"],
    ["full moon", "full moons"],
    ["flower bed of roses", "flower beds of roses"],
    ["dog named Rex", "dogs named Rex"],
    ["mother-in-law", "mothers-in-law"],
    ["passer-by", "passers-by"],
    ["long-sword", "long-swords"],
    ["sword (broken)", "swords (broken)"],
    ["sword +1", "swords +1"],
    ["miner's lamp", "miner's lamps"],
    ["of", "ofs"],
    ["13", "13"],
    ["", ""],
    ["日本", "日本s"],
  ])("%j: %j", (noun, plural) => {
    expect(pluralise(noun)).toBe(plural);
  });

  it.each([
    "boots",
    "leather gloves",
    "scissors",
    "pair of boots",
    "coins",
    "dice",
    "oxen",
    "swordsmen",
    "keys",
  ])("knows whether %s are many", (noun) => {
    expect(isPlural(noun)).toBe(noun !== "pair of boots");
    expect(pluralise(noun)).toBe(noun.replace("pair", "pairs"));
  });

  it("writes as it was written", () => {
    expect(["Knife", "OX", "TORCH", "SWORDSMAN", "Ox of Iron"].map(pluralise)).toEqual([
      "Knives",
      "OXEN",
      "TORCHES",
      "SWORDSMEN",
      "Oxen of Iron",
    ]);
  });

  it("keeps colours where they are", () => {
    expect(pluralise("|rbox|n of |ynails|n")).toBe("|rboxes|n of |ynails|n");
    expect(pluralise("red |Rk|Gey|n")).toBe("red |Rkeys|n");
    expect(pluralise("|wox|n")).toBe("|woxen|n");
  });

  it("takes anything", () => {
    fc.assert(fc.property(messyMarkup, (text) => typeof pluralise(text) === "string"));
  });
});
