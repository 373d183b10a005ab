import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName, foldText } from "../../base/fold-text.ts";
import { foldLine } from "./name-folding.ts";

describe("folding names", () => {
  it.each([
    ["LOOK", "look"],
    ["  Smile   AT ", "smile at"],
    ["smile\u00a0at", "smile at"],
    ["CAFE\u0301", "caf\u00e9"],
    ["STRASSE", "strasse"],
    ["straße", "strasse"],
    ["STRAẞE", "strasse"],
    ["İstanbul", "i\u0307stanbul"],
    ["ΣΑΣ", "σασ"],
    ["σας", "σασ"],
    ["ılık", "ılık"],
    ["\u1112\u1161\u11ab", "한"],
  ])("folds %j to %j", (written, folded) => {
    expect(foldName(written)).toBe(folded);
  });

  it("gives the same result when it is folded again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });

  it("does not care about the form of composition", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldText(text.normalize("NFD"))).toBe(foldText(text.normalize("NFC")));
      }),
    );
  });
});

describe("folding a line", () => {
  it("finds the place in the original behind a folded name", () => {
    const line = foldLine("İSTANBUL city");
    expect(line.folded).toBe("i\u0307stanbul city");
    expect(line.originalEnd(foldName("İstanbul").length)).toBe("İSTANBUL".length);
  });

  it("knows that nothing ends inside a letter", () => {
    const line = foldLine("straße");
    expect(line.folded).toBe("strasse");
    expect(line.originalEnd(5)).toBe(-1);
    expect(line.originalEnd(6)).toBe(5);
  });

  it("counts a decomposed letter as one place", () => {
    const line = foldLine("cafe\u0301 noir");
    expect(line.folded).toBe("café noir");
    expect(line.originalEnd(4)).toBe(5);
    expect(line.originalEnd(3)).toBe(3);
  });

  it("maps every end to where it came from", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (head, tail) => {
        fc.pre(!/^[\p{M}\u1160-\u11ff\ud7b0-\ud7ff]/u.test(tail));
        const line = foldLine(head + tail);
        expect(line.folded).toBe(foldText(head) + foldText(tail));
        expect(line.originalEnd(foldText(head).length)).toBe(head.length);
      }),
    );
  });

  it("does not fold what is too far behind to be a name", () => {
    const line = foldLine(`e\u0301${"x".repeat(10_000)}`, 100);
    expect(line.folded.length).toBe(99);
    expect(line.originalEnd(99)).toBe(100);
    expect(line.originalEnd(100)).toBe(-1);
  });
});
