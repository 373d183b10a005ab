import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitItems, splitSides, splitWords, takeWord, unquote } from "./quoting.ts";
import { splitArguments } from "./raw-arguments.ts";

describe("the rest of a line in pieces (commands.md §6.1)", () => {
  it.each([
    ["a,b , c = d,,e,", { lhsList: ["a", "b", "c"], rhsList: ["d", "", "e", ""] }],
    ["a = b = c", { lhs: "a", rhs: "b = c" }],
    ["=b", { lhs: "", rhs: "b" }],
    ["b =", { lhs: "b", rhs: "" }],
    ["b", { lhs: "b", rhs: null, rhsList: [] }],
    ["", { lhs: "", lhsList: [""], rhs: null, words: [] }],
    ['"a=b" = c', { lhs: "a=b", rhs: "c" }],
    [String.raw`a\=b = c`, { lhs: "a=b", rhs: "c" }],
    [String.raw`a\=b`, { lhs: "a=b", rhs: null }],
    ["'x, y', z", { lhsList: ["'x", "y'", "z"] }],
    ['"x, y", z', { lhsList: ["x, y", "z"] }],
    ['tell "my friend" now', { words: ["tell", "my friend", "now"] }],
    ['say "unclosed = x', { lhs: 'say "unclosed', rhs: "x" }],
  ])("cuts %j", (text, pieces) => {
    expect(splitArguments(text, ["="])).toMatchObject(pieces);
  });

  it.each([
    ["box to Al to bob", "box", "Al to bob"],
    ["3 gold coins TO bob", "3 gold coins", "bob"],
    ["a to b = c", "a to b", "c"],
    ["sword = Bob", "sword", "Bob"],
  ])("takes the first delimiter of the list: %j", (text, lhs, rhs) => {
    expect(splitArguments(text, ["=", " to "])).toMatchObject({ lhs, rhs });
  });
});

describe("quotes", () => {
  it.each([
    ['"a b"', "a b"],
    [String.raw`"a \"b\" \\c"`, String.raw`a "b" \c`],
    ['"a" b', '"a" b'],
    ['"', '"'],
    ['""', ""],
    ["a", "a"],
  ])("unquotes %j to %j", (item, expected) => {
    expect(unquote(item)).toBe(expected);
  });

  it("count only at the start of an item", () => {
    expect(splitItems('a "b, c" d', ",")).toEqual(['a "b', 'c" d']);
    expect(splitItems('"a, b";c , d', ",")).toEqual(['"a, b";c', "d"]);
    expect(takeWord('"a"b c')).toEqual({ word: '"a"b', rest: "c" });
  });

  it("can be switched off, for text", () => {
    expect(splitSides('"a = b" = c', ["="], false)).toMatchObject({ left: '"a', right: 'b" = c' });
  });

  it("never lose or invent letters outside of quotes and backslashes", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 6 }), (words) => {
        expect(splitWords(words.join("  "))).toEqual(words);
        expect(splitWords(words.map((word) => `"${word} ${word}"`).join(" "))).toEqual(
          words.map((word) => `${word} ${word}`),
        );
      }),
    );
  });

  it("take any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', "\\", " ", ",", "=", "a") }), (text) => {
        const pieces = splitArguments(text, ["=", " a "]);
        expect(pieces.lhsList.length).toBeGreaterThan(0);
        expect(splitWords(text).join("").length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
