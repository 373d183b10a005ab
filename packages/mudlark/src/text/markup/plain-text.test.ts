import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "./messy-markup.suite.ts";
import { parseMarkup } from "./parse-markup.ts";
import { escapeMarkup, stripMarkup } from "./plain-text.ts";
import { sanitise } from "./sanitise.ts";

describe("escapeMarkup", () => {
  it("shows exactly what was typed", () => {
    fc.assert(
      fc.property(messyMarkup, (text) => {
        expect(stripMarkup(escapeMarkup(text))).toBe(sanitise(text));
        expect(parseMarkup(escapeMarkup(text)).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("does so next to other text, too", () => {
    fc.assert(
      fc.property(messyMarkup, messyMarkup, (one, other) => {
        expect(stripMarkup(escapeMarkup(one) + escapeMarkup(other))).toBe(sanitise(one + other));
      }),
    );
  });

  it("leaves ordinary text alone", () => {
    expect(escapeMarkup("Well, $5 [sic] \\o/")).toBe("Well, $5 [sic] \\o/");
    expect(escapeMarkup("|lcgive all|ltgold|le {x}")).toBe("||lcgive all||ltgold||le {{x}");
  });
});

describe("stripMarkup", () => {
  it.each([
    ["a |rred|n word", "a red word"],
    ["|lclook|ltLook|le", "Look"],
    ["||r", "|r"],
    ["a\u001B[1mb", "a[1mb"],
    ["{\u001B{", "{"],
  ])("%j is %j", (source, words) => {
    expect(stripMarkup(source)).toBe(words);
  });
});
