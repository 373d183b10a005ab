import { beforeEach, describe, expect, it } from "vitest";
import { cmdset, type CommandSet } from "./command-set.ts";
import { CommandSetRegistry } from "./command-set-registry.ts";
import { CommandStack, type StoredStack } from "./command-stack.ts";

describe("a stack of command sets", () => {
  let registry: CommandSetRegistry;
  let undos: (() => void)[];
  let stored: StoredStack | null;
  let bottom: CommandSet | null;
  const [a, b, c] = ["a", "b", "c"].map((key) => cmdset({ key })) as [CommandSet, CommandSet, CommandSet];

  beforeEach(() => {
    registry = new CommandSetRegistry();
    for (const set of [a, b]) registry.register(set);
    undos = [];
    stored = null;
    bottom = null;
  });

  function open(): CommandStack {
    return new CommandStack({
      registry,
      undoWith: (undo) => void undos.push(undo),
      defaultSet: () => bottom,
      read: () => stored,
      write(next) {
        const before = stored;
        undos.push(() => void (stored = before));
        stored = next;
      },
    });
  }

  function keys(stack: CommandStack): string[] {
    return stack.all().map(({ key }) => key);
  }

  it("puts the latest on top, over the default of the class", () => {
    bottom = cmdset({ key: "class" });
    const stack = open();
    stack.add(a);
    stack.add(c);
    expect(keys(stack)).toEqual(["class", "a", "c"]);
    expect(stack.get()?.key).toBe("c");
    expect(stack.get("a")).toBe(a);
    expect(stack.has("class", { mustBeDefault: true })).toBe(true);
    expect(stack.has(a, { mustBeDefault: true })).toBe(false);
  });

  it("replaces a set of the same key where it stands", () => {
    const stack = open();
    const other = cmdset({ key: "a", priority: 5 });
    for (const set of [a, c, other]) stack.add(set);
    expect(stack.all()).toEqual([other, c]);
  });

  it("never takes the default away by the way", () => {
    const stack = open();
    stack.addDefault(a);
    stack.add(b);
    stack.add(c);
    expect(stack.remove()).toBe(true);
    expect(keys(stack)).toEqual(["a", "b"]);
    expect(stack.remove("a")).toBe(false);
    stack.clear();
    expect(keys(stack)).toEqual(["a"]);
    stack.removeDefault();
    expect(keys(stack)).toEqual([]);
  });

  it("keeps what is persistent, and only that", () => {
    const stack = open();
    stack.addDefault(a);
    stack.add(b, { persistent: true });
    stack.add(c);
    expect(stored).toEqual({ default: "a", sets: ["b"] });
    expect(keys(open())).toEqual(["a", "b"]);
  });

  it("keeps only sets that the game's code registers", () => {
    expect(() => open().add(c, { persistent: true })).toThrow(/registered/);
    expect(() => registry.register(cmdset({ key: "a" }))).toThrow(/two command sets/);
  });

  it("goes on without a set that is gone from the code, and says so once", () => {
    stored = { default: null, sets: ["a", "lost"] };
    const stack = open();
    expect(keys(stack)).toEqual(["a", "lost"]);
    expect(stack.takeProblems()).toEqual([expect.stringContaining('"lost"')]);
    expect(stack.takeProblems()).toEqual([]);
    stack.add(b, { persistent: true });
    expect(stored).toEqual({ default: null, sets: ["a", "lost", "b"] });
  });

  it("can be undone step by step", () => {
    const stack = open();
    stack.addDefault(a);
    stack.add(b, { persistent: true });
    const list = stack.all();
    stack.add(c);
    stack.remove("b");
    while (undos.length > 3) undos.pop()?.();
    expect(undos.length).toBeGreaterThan(0);
    while (undos.length > 0) undos.pop()?.();
    expect(keys(stack)).toEqual([]);
    expect(stored).toBeNull();
    expect(list.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("gives the same list as long as nothing changes", () => {
    const stack = open();
    stack.add(a);
    const list = stack.all();
    expect(stack.all()).toBe(list);
    const steps = undos.length;
    stack.add(a);
    expect(stack.all()).toBe(list);
    expect(undos).toHaveLength(steps);
    stack.add(a, { persistent: true });
    expect(stored).toEqual({ default: null, sets: ["a"] });
    stack.add(c);
    expect(stack.all()).not.toBe(list);
  });

  it("reads anew what is stored, and keeps what lives in memory", () => {
    const stack = open();
    stack.add(c);
    stored = { default: "b", sets: ["a"] };
    stack.reset();
    expect(keys(stack)).toEqual(["b", "c", "a"]);
  });

  it("keeps its order when it is read anew", () => {
    const stack = open();
    const d = cmdset({ key: "d" });
    stack.add(c);
    stack.add(a, { persistent: true });
    stack.add(d);
    stack.add(b, { persistent: true });
    stack.reset();
    expect(keys(stack)).toEqual(["c", "a", "d", "b"]);
    stored = { default: null, sets: ["b"] };
    stack.reset();
    expect(keys(stack)).toEqual(["c", "b", "d"]);
  });
});
