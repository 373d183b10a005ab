import { describe, expect, it } from "vitest";
import { suggest } from "./suggest.ts";

const names = ["look", "say", "north", "get", "inventory", "invite", "@open", "who"];

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
  ])("for %j are %j", (typed, expected) => {
    expect(suggest(typed, names)).toEqual(expected);
  });

  it("name nothing twice, and three at most", () => {
    expect(suggest("loo", ["look", "look", "loom", "loot", "loop"])).toEqual(["look", "loom", "loop"]);
  });
});
