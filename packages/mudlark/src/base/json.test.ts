import { describe, expect, it } from "vitest";
import { isDeeperThan, isJson, type JsonValue } from "./json.ts";

describe("isDeeperThan", () => {
  it.each<[JsonValue, number, boolean]>([
    ["word", 0, false],
    [null, 0, false],
    [[], 0, true],
    [[], 1, false],
    [{ a: [1] }, 1, true],
    [{ a: [1] }, 2, false],
    [[1, { a: { b: null } }], 2, true],
  ])("%j is deeper than %i: %s", (value, levels, answer) => {
    expect(isDeeperThan(value, levels)).toBe(answer);
  });

  it("does not fall into a very deep hole", () => {
    const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) as JsonValue;
    expect(isDeeperThan(deep, 64)).toBe(true);
  });
});

it.each([
  [{ a: [1, "x", null, { b: false }] }, true],
  [Object.create(null), true],
  [{ a: undefined }, false],
  [[Number.NaN], false],
  [new Map(), false],
  [new Date(0), false],
  [1n, false],
  [() => 1, false],
])("%o comes back from JSON as it is: %s", (value: unknown, answer) => {
  expect(isJson(value)).toBe(answer);
});
