import { describe, expect, it } from "vitest";
import { command } from "../declaration/command.ts";
import { cmdset } from "./command-set.ts";
import type { CommandDefinition } from "../declaration/definition.ts";

function named(key: string, ...aliases: readonly string[]): CommandDefinition {
  return command({ key, aliases, run() {} });
}

const [look, list, say] = [named("look", "l"), named("list", "l"), named("Say", "'")];

describe("a command set", () => {
  it("holds commands, and those of the sets that are put into it", () => {
    const inner = cmdset({ key: "inner", priority: 5, commands: [look] });
    const set = cmdset({ key: "outer", commands: [inner, say] });
    expect([...set]).toEqual([look, say]);
    expect(set.priority).toBe(0);
    expect(set.get("SAY")).toBe(say);
    expect(set.get("l")).toBe(look);
    expect(set.has("nothing")).toBe(false);
  });

  it("gives a name that two commands want to the later one, and says so", () => {
    const set = cmdset({ key: "s", commands: [look, list] });
    expect(set.get("l")).toBe(list);
    expect(set.get("look")).toBe(look);
    expect(set.warnings).toEqual(['command set "s": "l" now means list, no longer look']);
  });

  it("has one command of a key: the later, in any case of its letters, with its own aliases only", () => {
    const other = named("LOOK");
    const set = cmdset({ key: "s", commands: [look, say, other] });
    expect([...set]).toEqual([say, other]);
    expect(set.has("l")).toBe(false);
    expect(set.warnings).toEqual([]);
  });

  it("never changes: more or fewer commands are another set with everything else as it was", () => {
    const set = cmdset({
      key: "s",
      priority: 3,
      mergeType: "replace",
      noExits: true,
      collapse: true,
      commands: [look],
    });
    const more = set.with(say, cmdset({ key: "t", commands: [list] }));
    expect([...more]).toEqual([look, say, list]);
    expect(more).toMatchObject({
      key: "s",
      priority: 3,
      mergeType: "replace",
      noExits: true,
      collapse: true,
    });
    expect([...more.without("look", say)]).toEqual([list]);
    expect([...more.without("l")]).toEqual([look, say, list]);
    expect([...set]).toEqual([look]);
    expect(Object.isFrozen(set)).toBe(true);
  });
});
