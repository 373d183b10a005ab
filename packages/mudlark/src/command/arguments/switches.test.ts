import { describe, expect, it } from "vitest";
import { arg } from "./arg.ts";
import { flag, parseSwitches, valued } from "./switches.ts";
import type { ArgumentScope } from "./argument-scope.ts";

const scope = {} as ArgumentScope;
const table = {
  list: flag("list them"),
  sort: flag("in order"),
  rows: valued(arg.int("count", { min: 1 }), "how many"),
};

function read(text: string): unknown {
  const result = parseSwitches(text, "mux", table, scope);
  return result.ok ? [result.values, result.rest] : result.message;
}

describe("switches (commands.md §6.1)", () => {
  const none = { list: false, sort: false, rows: undefined };

  it.each([
    ["", [none, ""]],
    [" /list a", [none, " /list a"]],
    ["/li x", [{ ...none, list: true }, " x"]],
    ["/LIST x", [{ ...none, list: true }, " x"]],
    ["/l/s x", [{ ...none, list: true, sort: true }, " x"]],
    ["/list=a", [{ ...none, list: true }, "=a"]],
    ["/rows:20 x", [{ ...none, rows: 20 }, " x"]],
    ['/rows:"20"/list', [{ ...none, rows: 20, list: true }, ""]],
  ])("reads %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ["//a", 'A "/" behind "mux" must be followed by a switch. It has /list, /sort, and /rows.'],
    ["/ a", 'A "/" behind "mux" must be followed by a switch. It has /list, /sort, and /rows.'],
    ["/", 'A "/" behind "mux" must be followed by a switch. It has /list, /sort, and /rows.'],
    ["/x", '"mux" has no switch "/x". It has /list, /sort, and /rows.'],
    ["/|r", '"mux" has no switch "/||r". It has /list, /sort, and /rows.'],
    ["/list:3", '"/list" takes no value.'],
    ["/rows", '"/rows" needs a value: /rows:<count>'],
    ["/rows:", '"/rows" needs a value: /rows:<count>'],
    ["/rows:many", '"many" is not a whole number.'],
    ["/list/rows:0", "The number must be at least 1."],
  ])("refuses %j", (text, message) => {
    expect(read(text)).toBe(message);
  });

  it("does not guess between two [commands C32]", () => {
    const options = { list: flag(""), limit: flag("") };
    expect(parseSwitches("/li", "x", options, scope)).toEqual({
      ok: false,
      message: '"/li" could be /list or /limit.',
    });
    expect(parseSwitches("/list", "x", options, scope)).toMatchObject({ ok: true });
  });

  it("says when a command has none", () => {
    expect(parseSwitches("/a", "x", {}, scope)).toEqual({ ok: false, message: '"x" has no switches.' });
  });
});
