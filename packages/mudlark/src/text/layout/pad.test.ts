import { describe, expect, it } from "vitest";
import { pad } from "./pad.ts";

describe("pad", () => {
  it.each([
    ["ab", 5, undefined, "ab   "],
    ["ab", 5, "right", "   ab"],
    ["ab", 5, "centre", " ab  "],
    ["|rab|n", 4, "right", "  |rab|n"],
    ["日", 4, "right", "  日"],
    ["too long", 4, "left", "too long"],
    ["a\nlong", 4, "right", "   a\nlong"],
    ["|ra|/b", 2, "left", "|ra|n \n|rb|n "],
  ] as const)("%j to %i columns, %s, is %j", (text, width, align, padded) => {
    expect(pad(text, width, align)).toBe(padded);
  });
});
