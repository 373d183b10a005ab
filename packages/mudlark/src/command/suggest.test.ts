import { describe, expect, it } from "vitest";
import { foldName } from "../base/fold-text.ts";
import { suggest, type SuggestibleName } from "./suggest.ts";

const names = ["look", "say", "north", "get", "inventory", "invite", "@open", "who", ":"];

function named(written: string): SuggestibleName {
  return { written, folded: foldName(written) };
}

describe("suggestions", () => {
  it.each([
    ["lok", ["look"]],
    ["LOKO", ["look"]],
    ["sayhello", ["say"]],
    ["north", ["north"]],
    ["inv", ["invite", "inventory"]],
    ["invertory", ["inventory", "invite"]],
    ["xyz", []],
    ["", []],
    ["whoo", ["who"]],
    ["x", []],
  ])("for %j are %j", (typed, expected) => {
    expect(suggest(typed, names.map(named))).toEqual(expected);
  });

  it("name nothing twice, and three at most", () => {
    expect(suggest("loo", ["look", "look", "loom", "loot", "loop"].map(named))).toEqual([
      "look",
      "loom",
      "loop",
    ]);
  });
});
