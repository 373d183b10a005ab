import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "../markup/messy-markup.suite.ts";
import { parseMarkup } from "../markup/parse-markup.ts";
import { stripMarkup } from "../markup/plain-text.ts";
import { displayWidth } from "./display-width.ts";
import { wrap } from "./wrap.ts";

describe("wrap", () => {
  it.each([
    ["the quick brown fox", 10, "the quick\nbrown fox"],
    ["the quick brown fox", 9, "the quick\nbrown fox"],
    ["fits", 10, "fits"],
    ["abcdefghij", 4, "abcd\nefgh\nij"],
    ["a bcdefghij", 4, "a\nbcde\nfghi\nj"],
    ["日本語", 4, "日本\n語"],
    ["日本語", 5, "日本\n語"],
    ["a  b   c", 4, "a  b\nc"],
    ["ab   ", 3, "ab"],
    ["    ab", 3, "ab"],
    [" ab cd", 4, " ab\ncd"],
    ["one\n\ntwo three", 5, "one\n\ntwo\nthree"],
    ["one|/two three", 5, "one\ntwo\nthree"],
    ["", 5, ""],
  ])("%j in %i columns is %j", (text, width, wrapped) => {
    expect(wrap(text, width)).toBe(wrapped);
  });

  it("carries colours and links over the break", () => {
    expect(wrap("|rone two|n three", 5)).toBe("|rone|n\n|rtwo|n\nthree");
    expect(wrap("|lclook|ltone two|le", 4)).toBe("|lclook|ltone|le\n|lclook|lttwo|le");
    expect(wrap("|ra\nb", 5)).toBe("|ra|n\n|rb|n");
  });

  it("never gets wider than it may, loses no letter and no colour", () => {
    fc.assert(
      fc.property(messyMarkup, fc.integer({ min: 2, max: 20 }), (source, width) => {
        const wrapped = wrap(source, width);
        for (const line of wrapped.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(letters(stripMarkup(wrapped))).toBe(letters(stripMarkup(source)));
      }),
    );
  });

  it("leaves the colour of every letter as it was", () => {
    const coloured = fc.string({
      unit: fc.constantFrom("a", "日", " ", "|r", "|n", "|[B", "|500", "|u", "\n"),
    });
    fc.assert(
      fc.property(coloured, fc.integer({ min: 2, max: 12 }), (source, width) => {
        expect(styledLetters(wrap(source, width))).toEqual(styledLetters(source));
      }),
    );
  });

  it("takes a long text in its stride", () => {
    expect(wrap("|rword|n ".repeat(20_000), 78).split("\n").length).toBeGreaterThan(1000);
  });
});

function letters(text: string): string {
  return text.replaceAll(/\s/g, "");
}

function styledLetters(source: string): unknown[] {
  return parseMarkup(source).flatMap(({ text, style }) =>
    Array.from(letters(text), (letter) => [letter, style]),
  );
}
