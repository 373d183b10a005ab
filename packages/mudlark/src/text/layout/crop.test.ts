import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "../markup/messy-markup.suite.ts";
import { crop } from "./crop.ts";
import { displayWidth } from "./display-width.ts";

describe("crop", () => {
  it.each([
    ["a long description", 12, undefined, "a long [...]"],
    ["|rfits|n", 4, undefined, "|rfits|n"],
    ["|rtoo long|n", 7, "…", "|rtoo lo|n…"],
    ["日本語", 5, "", "日本"],
    ["abcdef", 3, undefined, "abc"],
    ["abcdef", 0, undefined, ""],
    ["short\nand a long line", 8, "..", "short\nand a ..".slice(0, 14)],
  ])("%j to %i columns, with %j, is %j", (text, width, suffix, cropped) => {
    expect(crop(text, width, suffix)).toBe(cropped);
  });

  it("never leaves more than there is room for", () => {
    fc.assert(
      fc.property(messyMarkup, fc.integer({ min: 0, max: 20 }), (source, width) => {
        expect(displayWidth(crop(source, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
