import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arg } from "./arg.ts";
import { parseAttributePath } from "./attribute-path.ts";
import { parseLiteral } from "./literal.ts";
import type { Argument } from "./part.ts";
import type { ArgumentScope } from "./argument-scope.ts";

const scope = {} as ArgumentScope;

function read(argument: Argument<string, unknown>, text: string): unknown {
  const result = argument.type.parse(text, scope);
  return result.ok ? result.value : `! ${result.message}`;
}

describe("kinds of argument", () => {
  it.each([
    [arg.int("n"), "12", 12],
    [arg.int("n"), "-3", -3],
    [arg.int("n"), "1.5", '! "1.5" is not a whole number.'],
    [arg.int("n"), "99999999999999999999", '! "99999999999999999999" is not a whole number.'],
    [arg.int("n", { min: 1 }), "0", "! The number must be at least 1."],
    [arg.int("n", { max: 5 }), "6", "! The number must be at most 5."],
    [arg.number("n"), "1.5e2", 150],
    [arg.number("n"), ".5", 0.5],
    [arg.number("n"), "Infinity", '! "Infinity" is not a number.'],
    [arg.bool("b"), "Yes", true],
    [arg.bool("b"), "OFF", false],
    [arg.bool("b"), "maybe", '! "maybe" is neither yes nor no.'],
    [arg.duration("d"), "90", 90],
    [arg.duration("d"), "1h30m", 5400],
    [arg.duration("d"), "2 d", 172_800],
    [arg.duration("d"), "soon", '! "soon" is not a length of time. Try 90s, 5m, 2h, 1d or 1h30m.'],
    [arg.oneOf("o", ["list", "limit", "all"]), "ALL", "all"],
    [arg.oneOf("o", ["list", "limit", "all"]), "lis", "list"],
    [arg.oneOf("o", ["list", "limit", "all"]), "li", '! "li" could be list or limit.'],
    [arg.oneOf("o", ["list", "limit", "all"]), "x", '! "x" is not list, limit, or all.'],
    [arg.word("w", { min: 2, max: 3 }), "a", "! That must have at least 2 letters."],
    [arg.word("w", { min: 2, max: 3 }), "🐦🐦🐦", "🐦🐦🐦"],
    [arg.word("w", { min: 2, max: 3 }), "abcd", "! That must have at most 3 letters."],
    [arg.list("l", arg.int("n")), "1, 2,3,,", [1, 2, 3]],
    [arg.list("l", arg.int("n")), "1,,3", "! There is nothing before or between commas."],
    [arg.list("l", arg.int("n")), ",", "! Something is missing: l."],
    [arg.list("l", arg.int("n"), { max: 2 }), "1,2,3", "! Name at most 2."],
    [arg.list("l", arg.phrase("p")), '"Smith, John", b', ["Smith, John", "b"]],
    [arg.objDef("o"), "a;b; ;c:x.Y", { name: "a", aliases: ["b", "c"], option: "x.Y" }],
    [
      arg.objDef("o"),
      '"Smith, John: Esq";smith',
      { name: "Smith, John: Esq", aliases: ["smith"], option: null },
    ],
    [arg.objDef("o"), "a:b:c", { name: "a:b", aliases: [], option: "c" }],
    [arg.objDef("o"), ";b", "! Something is missing: o."],
    [arg.json("v"), "3", 3],
    [arg.json("v"), "None", null],
    [arg.json("v"), "just text", "just text"],
  ])("$kind reads %#", (argument, text, expected) => {
    expect(read(argument, text)).toEqual(expected);
  });

  it("complete what was begun", () => {
    expect(arg.oneOf("o", ["on", "off", "auto"]).type.complete("o", scope)).toEqual(["on", "off"]);
    expect(arg.list("l", arg.bool("b")).type.complete("on, o", scope)).toEqual(["on, on", "on, off"]);
  });
});

describe("values as builders write them", () => {
  it.each([
    ["1", 1],
    ["-1.5", -1.5],
    ["0x1F", 31],
    ["9007199254740992", 2 ** 53],
    ['"a\\n\\u0041"', "a\nA"],
    ["'it\\'s'", "it's"],
    ["[1, 'b', [true, False],]", [1, "b", [true, false]]],
    ["(1, 2)", [1, 2]],
    ["{a: 1, 'b c': {\"d\": None}}", { a: 1, "b c": { d: null } }],
    ["{}", {}],
    ['{"__proto__": 1}', JSON.parse('{"__proto__": 1}')],
  ])("reads %s", (text, value) => {
    expect(parseLiteral(text)).toEqual({ value });
  });

  it.each([
    "",
    "abc",
    "[1",
    "[1 2]",
    "{a}",
    '"open',
    "1 2",
    "[".repeat(1000),
    "yes",
    "{:1}",
    "NaN",
    "-9007199254740993",
  ])("leaves %j alone", (text) => {
    expect(parseLiteral(text)).toBeNull();
  });

  it("reads all JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseLiteral(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  it("throws on nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."[](){}'\"\\:, 1a.u-+") }), (text) => {
        parseLiteral(text);
        parseAttributePath(text);
      }),
    );
  });
});

describe("paths into attributes", () => {
  it.each([
    ["HP", { name: "hp", steps: [] }],
    ['Stats["Str"][0]', { name: "stats", steps: [{ key: "Str" }, { key: 0 }] }],
    ["m[k][+]", { name: "m", steps: [{ key: "k" }, { append: true }] }],
    ["m[+2]", { name: "m", steps: [{ insert: 2 }] }],
    ["m['a]b']", { name: "m", steps: [{ key: "a]b" }] }],
  ])("reads %s", (text, path) => {
    expect(parseAttributePath(text)).toEqual(path);
  });

  it.each(["", "[0]", "a[", "a[0", "a[0]b", "a[]", "a[[1]]"])("refuses %j", (text) => {
    expect(parseAttributePath(text)).toBeNull();
  });
});
