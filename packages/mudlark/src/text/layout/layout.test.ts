import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stripMarkup } from "../markup/plain-text.ts";
import { displayWidth } from "./display-width.ts";
import { crop, pad, wrap } from "./fit.ts";
import { joinList } from "./join-list.ts";
import { table } from "./table.ts";

describe("displayWidth", () => {
  it.each([
    ["|rred|n", 3],
    ["日本語", 6],
    ["e\u0301", 1],
    ["👨‍👩‍👧‍👦", 2],
    ["", 0],
  ])("of %s is %i", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe("wrap", () => {
  it("breaks at blanks, and in the middle of what has none", () => {
    expect(wrap("the quick brown fox", 10)).toBe("the quick\nbrown fox");
    expect(wrap("abcdefghij", 4)).toBe("abcd\nefgh\nij");
    expect(wrap("日本語", 4)).toBe("日本\n語");
  });

  it("carries colours over the break", () => {
    const [first = "", second = ""] = wrap("|rone two|n", 4).split("\n");
    expect([stripMarkup(first), stripMarkup(second)]).toEqual(["one", "two"]);
    expect(first).toMatch(/\|n$/);
    expect(second).toContain("|!R");
  });

  it("never gets wider than it may, and loses no letter", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", " ", "|r", "|n", "日", "b") }),
        fc.integer({ min: 2, max: 12 }),
        (text, width) => {
          const wrapped = wrap(text, width);
          for (const line of wrapped.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
          const letters = (source: string): string => stripMarkup(source).replaceAll(/\s/g, "");
          expect(letters(wrapped)).toBe(letters(text));
        },
      ),
    );
  });
});

describe("crop and pad", () => {
  it("cut and fill by cells", () => {
    expect(stripMarkup(crop("a long description", 12))).toBe("a long [...]");
    expect(stripMarkup(crop("日本語", 4, ""))).toBe("日本");
    expect(pad("日", 4, "right")).toBe("  日");
    expect(pad("ab", 5, "centre")).toBe(" ab  ");
    expect(crop("|rfits|n", 4)).toBe("|rfits|n");
  });
});

describe("joinList", () => {
  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b, and c"],
  ])("of %j is %j", (items, text) => {
    expect(joinList(items)).toBe(text);
  });
});

describe("table", () => {
  it("has columns of equal width and gives way in the widest", () => {
    const text = table(
      ["name", "where"],
      [
        ["日本語", "a very long name of a place"],
        ["Ann", "hall"],
      ],
      { width: 24 },
    );
    for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(24);
    expect(stripMarkup(text).split("\n")[2]).toBe("Ann     hall");
  });
});
