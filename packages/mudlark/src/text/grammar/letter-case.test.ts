import { describe, expect, it } from "vitest";
import { capitalise, inLetterCase, sentence } from "./letter-case.ts";

describe("letter case", () => {
  it.each([
    ["a lamp", "A lamp"],
    ["|ca lamp|n", "|cA lamp|n"],
    ["|lclook|ltann|le", "|lclook|ltAnn|le"],
    ["élan", "Élan"],
    ["𐐨x", "𐐀x"],
    ["", ""],
  ])("capitalise(%j) is %j", (source, expected) => {
    expect(capitalise(source)).toBe(expected);
  });

  it.each([
    ["it must be at least 0", "It must be at least 0."],
    ["what is that?", "What is that?"],
    ["  |wred|n ", "|wRed|n."],
  ])("sentence(%j) is %j", (remark, expected) => {
    expect(sentence(remark)).toBe(expected);
  });

  it("changes words and no codes", () => {
    const source = "|rthe KING's sword|n of |500ice|n";
    expect(inLetterCase(source, "upper")).toBe("|rTHE KING'S SWORD|n OF |500ICE|n");
    expect(inLetterCase(source, "lower")).toBe("|rthe king's sword|n of |500ice|n");
    expect(inLetterCase(source, "capital")).toBe("|rThe king's sword|n of |500ice|n");
    expect(inLetterCase(source, "title")).toBe("|rThe King's Sword|n Of |500Ice|n");
  });
});
