import { expect, it } from "vitest";
import { parseSafeJson } from "./safe-json.ts";

it("parses to a depth of 32, strings not counted", () => {
  const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  expect(parseSafeJson(nested(32)).kind).toBe("value");
  expect(parseSafeJson(nested(33)).kind).toBe("tooDeep");
  expect(parseSafeJson(JSON.stringify("[".repeat(100))).kind).toBe("value");
  expect(parseSafeJson(JSON.stringify('"\\"[{'.repeat(100))).kind).toBe("value");
});

it("removes keys that are no data, at every level", () => {
  const text = '{"a":{"__proto__":{"x":1},"b":[{"constructor":1,"c":2}]},"\\u005f_proto__":3}';
  expect(parseSafeJson(text)).toEqual({ kind: "value", value: { a: { b: [{ c: 2 }] } } });
});

it("says what is no JSON", () => {
  for (const text of ["", "{", "undefined", "'a'", "01"]) expect(parseSafeJson(text).kind).toBe("notJson");
});
