import { describe, expect, it } from "vitest";
import { joinList } from "./join-list.ts";

describe("joinList", () => {
  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b, and c"],
  ])("of %j is %j", (items, text) => {
    expect(joinList(items)).toBe(text);
  });

  it("joins by another word", () => {
    expect(joinList(["a", "b", "c"], "or")).toBe("a, b, or c");
  });
});
