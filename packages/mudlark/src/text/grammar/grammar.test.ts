import { describe, expect, it } from "vitest";
import { numberedName, pluralise, withArticle } from "./nouns.ts";
import { pronoun } from "./pronouns.ts";
import { conjugate } from "./verbs.ts";

describe("nouns", () => {
  it.each([
    ["hour", "an hour"],
    ["unicorn", "a unicorn"],
    ["Apple", "an Apple"],
    ["umbrella", "an umbrella"],
    ["old boot", "an old boot"],
    ["European", "a European"],
    ["one-eyed cat", "a one-eyed cat"],
    ["uninteresting rock", "an uninteresting rock"],
  ])("puts the article before %s", (noun, expected) => {
    expect(withArticle(noun)).toBe(expected);
  });

  it.each([
    ["ox", "oxen"],
    ["mouse", "mice"],
    ["box of nails", "boxes of nails"],
    ["sheep", "sheep"],
    ["city", "cities"],
    ["day", "days"],
    ["swordsman", "swordsmen"],
    ["human", "humans"],
    ["Knife", "Knives"],
    ["torch", "torches"],
    ["red key", "red keys"],
  ])("makes many of %s", (noun, expected) => {
    expect(pluralise(noun)).toBe(expected);
  });

  it("counts in words up to twelve", () => {
    expect(numberedName(12, "mouse")).toEqual(["a mouse", "twelve mice"]);
    expect(numberedName(13, "mouse")[1]).toBe("13 mice");
  });
});

describe("conjugate", () => {
  it.each([
    ["be", "are", "is"],
    ["have", "have", "has"],
    ["go", "go", "goes"],
    ["fly", "fly", "flies"],
    ["miss", "miss", "misses"],
    ["attacks", "attack", "attacks"],
    ["was", "were", "was"],
    ["must", "must", "must"],
    ["feed", "feed", "feeds"],
    ["opened", "opened", "opened"],
    ["look at", "look at", "looks at"],
    ["carry", "carry", "carries"],
    ["watches", "watch", "watches"],
    ["focus", "focus", "focuses"],
  ])("%s: you %s, she %s", (verb, second, third) => {
    expect([conjugate(verb, "second"), conjugate(verb, "third")]).toEqual([second, third]);
  });

  it("goes with several", () => {
    expect([conjugate("be", "plural"), conjugate("flies", "plural")]).toEqual(["are", "fly"]);
  });
});

describe("pronoun", () => {
  it.each([
    ["You", true, "female", "", "You"],
    ["You", false, "female", "", "She"],
    ["your", false, "male", "", "his"],
    ["your", false, "plural", "", "their"],
    ["you", false, "male", "op", "him"],
    ["he", true, "male", "", "you"],
    ["Himself", true, "male", "", "Yourself"],
    ["he", false, "male", "", "he"],
    ["yours", false, "neutral", "", "its"],
    ["I", false, "neutral", "", "it"],
    ["xyz", false, "male", "", "xyz"],
  ] as const)("%s, reader %s, %s %s: %s", (word, isReader, gender, options, expected) => {
    expect(pronoun(word, isReader, gender, options)).toBe(expected);
  });
});
