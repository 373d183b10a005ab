import { describe, expect, it } from "vitest";
import { prettyLine } from "./pretty.ts";

const line = JSON.stringify({
  level: "warn",
  time: "2026-01-02T03:04:05.678Z",
  part: "gateway",
  msg: "the world is slow",
  turn: "look",
});

describe("prettyLine", () => {
  it("shows time, mark, part, message and fields", () => {
    expect(prettyLine(line, false)).toBe("03:04:05 WW gateway the world is slow turn=look");
  });

  it("puts the trace of an error below", () => {
    const text = prettyLine(
      JSON.stringify({ level: "error", msg: "no", error: { stack: "Error: x\n at y" } }),
      false,
    );
    expect(text).toContain("\n   Error: x\n    at y");
  });

  it("shows an error that is only words below, line by line", () => {
    const text = prettyLine(
      JSON.stringify({ level: "warn", msg: "refused", error: "a.ts:1:2: no\n\n> 1 | a" }),
      false,
    );
    expect(text).toContain("\n   a.ts:1:2: no\n\n   > 1 | a");
  });

  it("marks security lines", () => {
    expect(prettyLine(JSON.stringify({ level: "warn", security: true, msg: "throttled" }), false)).toContain(
      "SS",
    );
  });

  it("hands on what is not JSON", () => {
    expect(prettyLine("Killed\n", false)).toBe("Killed");
  });
});
