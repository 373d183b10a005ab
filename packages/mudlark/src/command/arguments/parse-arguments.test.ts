import { describe, expect, it } from "vitest";
import { optional, sep, seq } from "./combinators.ts";
import { grammarOf } from "./grammar.ts";
import { arg } from "./arg.ts";
import { parseArguments } from "./parse-arguments.ts";
import type { Part } from "./part.ts";
import type { ArgumentScope } from "./argument-scope.ts";

const scope = {} as ArgumentScope;

function read(part: Part, text: string): unknown {
  const result = parseArguments(grammarOf(part), text, scope);
  return result.ok ? result.values : result.message;
}

describe("reading arguments", () => {
  it("reads one after the other", () => {
    const part = seq(arg.word("name"), arg.int("age"));
    expect(read(part, "  Al   7 ")).toEqual({ name: "Al", age: 7 });
    expect(read(part, '"Al Capone" 7')).toEqual({ name: "Al Capone", age: 7 });
  });

  it("says what is missing, and what is too much", () => {
    const part = seq(arg.word("firstName"), arg.int("age"));
    expect(read(part, "")).toBe("Something is missing: first name.");
    expect(read(part, "Al")).toBe("Something is missing: age.");
    expect(read(part, "Al 7 8")).toContain('"8"');
  });

  it.each([
    ["box to Al to bob", { item: "box", target: "Al to bob" }],
    ["a to b = c", { item: "a to b", target: "c" }],
    ['"a=b" = c', { item: "a=b", target: "c" }],
    [String.raw`a\=b = c`, { item: "a=b", target: "c" }],
    ["box to", 'Something is missing: "=" and target.'],
    ["box =", "Something is missing: target."],
    ["= bob", "Something is missing: item."],
    ["", "Something is missing: item."],
  ])("divides the line at the first delimiter: %j", (text, expected) => {
    const part = seq(arg.phrase("item"), sep("=", " to "), arg.phrase("target"));
    expect(read(part, text)).toEqual(expected);
  });

  it("never looks for quotes in text", () => {
    const part = seq(arg.text("topic"), sep("="), arg.text("body"));
    expect(read(part, '"a = b" = "c"')).toEqual({ topic: '"a', body: 'b" = "c"' });
  });

  it("skips an optional argument that does not fit", () => {
    const part = seq(optional(arg.int("count"), 1), arg.phrase("item"));
    expect(read(part, "3 gold coins")).toEqual({ count: 3, item: "gold coins" });
    expect(read(part, "gold coins")).toEqual({ count: 1, item: "gold coins" });
    expect(read(part, "3")).toEqual({ count: 1, item: "3" });
  });

  it("tells why it skipped when that leaves something over", () => {
    const part = seq(arg.word("item"), optional(arg.int("count")));
    expect(read(part, "coin")).toEqual({ item: "coin", count: undefined });
    expect(read(part, "coin many")).toBe('"many" is not a whole number.');
  });

  it("takes an optional side only with its separator", () => {
    const part = seq(arg.phrase("who"), optional(seq(sep("=", ":"), arg.text("reason"))));
    expect(read(part, "Bob Smith")).toEqual({ who: "Bob Smith", reason: undefined });
    expect(read(part, "Bob Smith : spam")).toEqual({ who: "Bob Smith", reason: "spam" });
    expect(read(part, "Bob =")).toBe("Something is missing: reason.");
  });

  it("reads several separators from left to right", () => {
    const part = seq(
      arg.phrase("who"),
      sep("="),
      arg.phrase("what"),
      optional(seq(sep(":"), arg.text("why"))),
    );
    expect(read(part, "a b = c d : e = f")).toEqual({ who: "a b", what: "c d", why: "e = f" });
  });

  it("lets text be empty where the command says so", () => {
    const part = seq(arg.word("name"), sep("="), arg.text("value", { empty: true }));
    expect(read(part, "hp =")).toEqual({ name: "hp", value: "" });
  });

  it("leaves out a whole group or takes all of it", () => {
    const part = seq(arg.word("name"), optional(seq(arg.int("low"), arg.int("high"))));
    expect(read(part, "dice 1 6")).toEqual({ name: "dice", low: 1, high: 6 });
    expect(read(part, "dice")).toEqual({ name: "dice", low: undefined, high: undefined });
    expect(read(part, "dice 1")).toBe("Something is missing: high.");
  });

  it("refuses two arguments of one name", () => {
    expect(() => grammarOf(seq(arg.word("a"), optional(arg.word("a"))))).toThrow(/two arguments/);
    expect(() => grammarOf(arg.word("switches"))).toThrow(/switches/);
  });
});
