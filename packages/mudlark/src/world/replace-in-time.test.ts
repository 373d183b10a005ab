import { expect, it } from "vitest";
import { replaceInTime } from "./replace-in-time.ts";

it("replaces each place that a pattern finds, with parts of what was found", () => {
  const result = replaceInTime(["a1 b22", "c"], { source: "([a-z])(\\d+)", ignoreCase: false }, "$2$1");
  expect(result).toEqual({ ok: true, lines: ["1a 22b", "c"], count: 2 });
  expect(replaceInTime(["Ab"], { source: "a", ignoreCase: true }, "x")).toMatchObject({ lines: ["xb"] });
});

it("says what is wrong with a pattern", () => {
  expect(replaceInTime(["a"], { source: "(", ignoreCase: false }, "")).toEqual({
    ok: false,
    problem: "unterminated group",
  });
});

it("gives up a pattern that would take for ever", () => {
  const result = replaceInTime(["a".repeat(60)], { source: "^(a+)+$b", ignoreCase: false }, "");
  expect(result).toEqual({ ok: false, problem: "it takes too long" });
});
