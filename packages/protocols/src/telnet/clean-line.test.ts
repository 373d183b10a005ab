import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyErasures, cleanLine, stripLinkMarkup } from "./clean-line.ts";

describe("erasing", () => {
  it.each([
    ["ab\x7F", "a"],
    ["\x7F\x7Fa", "a"],
    ["a😀\x7Fb", "ab"],
    ["abc\x7F\x7F\x7F\x7Fd", "d"],
  ])("%j is %j", (text, left) => {
    expect(applyErasures(text)).toBe(left);
  });
});

describe("cleaning", () => {
  it.each([
    ["\x1B]0;title\x07look", "look"],
    ["\x1B]8;;http://x\x1B\\look", "look"],
    ["\x1B[1;31mred\x1B[0m", "red"],
    ["\x1BOAup", "up"],
    ["\x1B]never closed", "]never closed"],
    ["a\x1B", "a"],
    ["a\tb", "a\tb"],
    ["a\u0085\u009Bb\uFFFE\uFFFF", "ab"],
    ["\uFEFFa\uFEFFb", "a\uFEFFb"],
    ["  spaces  ", "  spaces  "],
    ["héllo 世界", "héllo 世界"],
  ])("%j is %j", (text, left) => {
    expect(cleanLine(text)).toBe(left);
  });

  it("leaves no control character, whatever comes", () => {
    const unit = fc.constantFrom(..."\x1B[]O;\x07\\m1a\0\x7F\u009B\uFEFF|");
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(cleanLine(text)).not.toMatch(/[\0-\x08\x0A-\x1F\x7F-\x9F]/);
      }),
    );
  });
});

describe("links of players", () => {
  it.each([
    ["|lclook|ltLook|le", "Look"],
    ["a |luhttp://x|lthere|le b", "a here b"],
    ["||lclook|ltLook|le", "||lclook|ltLook|le"],
    ["|||lclook|ltLook|le", "||Look"],
    ["|lclook|ltLook", "|lclook|ltLook"],
    ["|lclook|le", "|lclook|le"],
    ["|rred|n", "|rred|n"],
    ["|l|lca|ltb|lecx|ltLabel|le", "|lbcx|ltLabel|le"],
    ["|l|lca|ltc|lex|ltLabel|le", "Label"],
  ])("%j is %j", (text, left) => {
    expect(stripLinkMarkup(text)).toBe(left);
  });

  it("leaves no link, and takes no time about it", () => {
    const piece = fc.constantFrom("|", "||", "l", "c", "u", "t", "e", "|lc", "|lu", "|lt", "|le", "x");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const once = stripLinkMarkup(pieces.join(""));
        expect(stripLinkMarkup(once)).toBe(once);
        expect(once.replaceAll("||", "")).not.toMatch(/^\|l[cu].*?\|lt.*?\|le/);
      }),
      { numRuns: 500 },
    );
    const nested = "|lc|lt".repeat(1000) + "|le".repeat(1000);
    expect(stripLinkMarkup(nested).length).toBeLessThan(nested.length);
  });
});
