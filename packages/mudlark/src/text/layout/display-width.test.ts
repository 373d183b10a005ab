import { describe, expect, it } from "vitest";
import { displayWidth } from "./display-width.ts";

describe("displayWidth (commands.md §14)", () => {
  it.each([
    ["", 0],
    ["plain", 5],
    ["|rred|n", 3],
    ["||", 1],
    ["|lclook|ltLook|le", 4],
    ["日本語", 6],
    ["ＦＵＬＬ", 8],
    ["e\u0301", 1],
    ["e|r\u0301|n", 1],
    ["👨\u200D👩\u200D👧\u200D👦", 2],
    ["🇩🇪", 2],
    ["❤\uFE0F", 2],
    ["a\tb", 6],
    ["a\nlong\nb", 4],
    ["a|/long|/b", 4],
  ])("of %j is %i", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});
