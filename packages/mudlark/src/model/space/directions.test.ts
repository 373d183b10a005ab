import { describe, expect, it } from "vitest";
import { directionNamed } from "./directions.ts";

describe("directionNamed", () => {
  it.each([
    ["n", "north", "south"],
    ["NorthEast", "northeast", "southwest"],
    ["sw", "southwest", "northeast"],
    [" u ", "up", "down"],
    ["o", "out", "in"],
  ])("reads %j as %s, with %s as the way back", (typed, name, opposite) => {
    expect(directionNamed(typed)).toMatchObject({ name, opposite });
  });

  it("knows the way back of every way back", () => {
    for (const short of ["n", "ne", "e", "se", "s", "sw", "w", "nw", "u", "d", "i", "o"]) {
      const there = directionNamed(short);
      const back = directionNamed(there?.opposite ?? "");
      expect(directionNamed(back?.opposite ?? "")).toBe(there);
    }
  });

  it.each(["", "nort", "sideways", "north east"])("knows no direction %j", (typed) => {
    expect(directionNamed(typed)).toBeNull();
  });
});
