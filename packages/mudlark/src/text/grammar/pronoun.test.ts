import { describe, expect, it } from "vitest";
import { pronoun } from "./pronoun.ts";

describe("pronoun (world.md §11.2)", () => {
  it.each([
    ["You", true, "female", "", "You"],
    ["You", false, "female", "", "She"],
    ["YOU", false, "female", "", "SHE"],
    ["your", false, "male", "", "his"],
    ["your", false, "plural", "", "their"],
    ["yours", false, "neutral", "", "its"],
    ["yourself", false, "plural", "", "themselves"],
    ["yourselves", false, "male", "", "themselves"],
    ["I", true, "male", "", "I"],
    ["I", false, "neutral", "", "it"],
    ["me", false, "female", "", "her"],
    ["mine", false, "female", "", "hers"],
    ["we", false, "male", "", "they"],
    ["us", false, "female", "", "them"],
    ["he", true, "male", "", "you"],
    ["he", false, "male", "", "he"],
    ["Himself", true, "male", "", "Yourself"],
    ["themselves", true, "plural", "", "yourselves"],
    ["her", true, "female", "", "you"],
    ["her", true, "female", "pa", "your"],
    ["his", true, "male", "", "your"],
    ["his", true, "male", "pp", "yours"],
    ["you", false, "male", "op", "him"],
    ["you", false, "male", "object", "him"],
    ["you", false, "male", "f op", "her"],
    ["your", false, "male", "plural", "their"],
    ["hers", true, "female", "possessive pronoun", "yours"],
    ["her", true, "female", "possessive adjective", "your"],
    ["he", true, "male", "1st", "I"],
    ["they", true, "plural", "1st person", "we"],
    ["you", true, "male", "1st", "I"],
    ["xyz", false, "male", "", "xyz"],
    ["", true, "male", "", ""],
    ["constructor", true, "male", "", "constructor"],
  ] as const)("%s, reader %s, %s, %j: %s", (word, isReader, gender, options, expected) => {
    expect(pronoun(word, isReader, gender, options)).toBe(expected);
  });
});
