import { describe, expect, it } from "vitest";
import { command } from "../declaration/command.ts";
import { cmdset, type CommandSetOptions } from "./command-set.ts";
import { layerSources, type Layer, type LayerSource } from "./layer.ts";
import { mergeLayers, type MergedCommands } from "./merge.ts";
import { parseCommand } from "./merge.suite.ts";
import { MergeCache } from "./merge-cache.ts";

type Options = Omit<CommandSetOptions, "key" | "commands"> & { readonly key?: string };

/** A pile of sets, in gathering order; the same host name is the same host. */
class Pile {
  readonly #hosts = new Map<string, object>();
  readonly #layers: { readonly layer: Layer; readonly host: string }[] = [];

  on(source: LayerSource, host: string, options: Options, ...commands: readonly string[]): this {
    const on = this.#hosts.get(host) ?? { host };
    this.#hosts.set(host, on);
    const set = cmdset({ key: host, ...options, commands: commands.map(parseCommand) });
    this.#layers.push({ layer: { set, source, host: on }, host });
    return this;
  }

  own(options: Options, ...commands: readonly string[]): this {
    return this.on("puppet", "self", options, ...commands);
  }

  thing(host: string, options: Options, ...commands: readonly string[]): this {
    return this.on("contents", host, options, ...commands);
  }

  get layers(): readonly Layer[] {
    const rank = ({ layer }: { layer: Layer }): number => layerSources.indexOf(layer.source);
    return this.#layers.toSorted((a, b) => rank(a) - rank(b)).map(({ layer }) => layer);
  }

  get merged(): MergedCommands {
    return mergeLayers(this.layers);
  }

  /** Who answers to the name: `key@host`, or nobody. */
  who(name: string): string[] {
    const { layers } = this;
    return this.merged.entries
      .filter(({ names }) => names.some(({ folded }) => folded === name))
      .map(
        (entry) =>
          `${entry.command.key}@${(layers[entry.layer]?.host as { host: string } | undefined)?.host}`,
      );
  }
}

const pile = (): Pile => new Pile();

describe("a puzzle of merging", () => {
  it("a thing cannot take a protected command by protecting its own", () => {
    const world = pile().own({}, "!quit[q]").thing("trap", { priority: 5 }, "!quit", "!escape[q,x]");
    expect(world.who("quit")).toEqual(["quit@self"]);
    expect(world.who("q")).toEqual(["quit@self"]);
    expect(world.who("x")).toEqual(["escape@trap"]);
  });

  it("what one thing protects is no more than a rival to another thing", () => {
    const world = pile().thing("bell", {}, "!ring[r]").thing("phone", {}, "ring[r]");
    expect(world.who("ring")).toEqual(["ring@bell", "ring@phone"]);
    const above = pile().thing("bell", {}, "!ring[r]").thing("phone", { priority: 1 }, "ring");
    expect(above.who("ring")).toEqual(["ring@phone"]);
    expect(above.who("r")).toEqual([]);
  });

  it("what a thing protects survives the Replace of another thing, but not of the puppet", () => {
    const pit = pile().thing("bell", {}, "!ring", "polish").thing("pit", { mergeType: "replace" }, "climb");
    expect(pit.who("ring")).toEqual(["ring@bell"]);
    expect(pit.who("polish")).toEqual([]);
    const dream = pile().thing("bell", {}, "!ring").own({ priority: 1, mergeType: "replace" }, "wake");
    expect(dream.who("ring")).toEqual([]);
  });

  it("Replace, Intersect, Remove and Union of one priority act in the order in which they lie", () => {
    const world = pile()
      .own({}, "a", "b", "c", "d[x]")
      .own({ mergeType: "remove" }, "a", "zz")
      .own({ mergeType: "intersect" }, "a", "b", "y[x]", "n")
      .own({}, "c", "e")
      .own({ mergeType: "remove" }, "b");
    // Intersect adds what shared a name with what was there: b by key, y by the alias of d; a was gone already.
    expect(world.merged.entries.map(({ command: { key } }) => key)).toEqual(["y", "c", "e"]);
    expect(world.who("x")).toEqual(["y@self"]);
  });

  it("Intersect looks at the names that still count, not at those that were lost", () => {
    const world = pile()
      .own({}, "look[l]")
      .own({}, "list[l]")
      .own({ mergeType: "intersect" }, "lamp[l]", "peer[look]");
    expect(world.merged.entries.map(({ command: { key } }) => key)).toEqual(["lamp", "peer"]);
    const lost = pile().own({}, "punch[fight]").own({}, "kick[fight]").own({ mergeType: "remove" }, "kick");
    expect(lost.who("fight")).toEqual([]);
    expect(lost.who("punch")).toEqual(["punch@self"]);
  });

  it("Remove by an alias takes the whole command, and of an object never a protected one", () => {
    const world = pile()
      .own({}, "look[l]", "!quit[q]")
      .thing("fog", { mergeType: "remove" }, "lamp[l]", "quiet[q]");
    expect(world.who("look")).toEqual([]);
    expect(world.who("quit")).toEqual(["quit@self"]);
    expect(world.who("q")).toEqual(["quit@self"]);
  });

  it("three peers stay three, and a fourth above them takes the name from all", () => {
    const three = pile()
      .thing("a", {}, "press[p]")
      .thing("b", {}, "press")
      .on("inventory", "c", {}, "push[press]");
    expect(three.who("press")).toEqual(["press@a", "press@b", "push@c"]);
    three.on("location", "room", { priority: 1 }, "press");
    expect(three.who("press")).toEqual(["press@room"]);
    expect(three.who("push")).toEqual(["push@c"]);
    expect(three.who("p")).toEqual([]);
  });

  it("who says duplicates: false is no peer of those before, but of those after that do not say so", () => {
    const world = pile().thing("a", {}, "press").thing("b", { duplicates: false }, "press");
    expect(world.who("press")).toEqual(["press@b"]);
    world.thing("c", {}, "press");
    expect(world.who("press")).toEqual(["press@b", "press@c"]);
  });

  it("two sets of one thing are no peers, unless the upper one says duplicates: true", () => {
    expect(
      pile().thing("a", { key: "1" }, "press").thing("a", { key: "2" }, "press").merged.entries,
    ).toHaveLength(1);
    const twice = pile()
      .thing("a", { key: "1" }, "press")
      .thing("a", { key: "2", duplicates: true }, "press");
    expect(twice.who("press")).toEqual(["press@a", "press@a"]);
  });

  it("an exit keeps its alias when its key is a protected one, and never wins over both", () => {
    const world = pile()
      .own({}, "!look[l]", "say")
      .on("contents", "door", { priority: 101, duplicates: true }, ">look[out,l,say]");
    expect(world.who("look")).toEqual(["look@self"]);
    expect(world.who("out")).toEqual(["look@door"]);
    expect(world.who("l")).toEqual(["look@self", "look@door"]);
    expect(world.who("say")).toEqual(["say@self", "look@door"]);
  });

  it("a command above the exits takes an exit's key, and with it the exit", () => {
    const world = pile()
      .own({ priority: 102 }, "north")
      .on("contents", "door", { priority: 101, duplicates: true }, ">north[n]");
    expect(world.who("north")).toEqual(["north@self"]);
    expect(world.who("n")).toEqual([]);
  });

  it("keyMergeTypes look at where each command came from, through every set between", () => {
    const world = pile()
      .own({ key: "old", priority: -3 }, "a", "b")
      .own({ key: "mid", priority: -2 }, "c")
      .own({ key: "old", priority: -1 }, "d", "c[cc]")
      .own({ key: "top", keyMergeTypes: { old: "remove", mid: "replace" } }, "b", "c");
    // Of "old", b and c go by name and a, d stay; "mid" is gone before, since its c was taken.
    expect(world.merged.entries.map(({ command: { key } }) => key)).toEqual(["a", "d", "b", "c"]);
  });

  it("the same command of things whose sets collapse is one, and stays one for whoever takes its name", () => {
    const press = command({ key: "press", aliases: ["p"], run() {} });
    const set = cmdset({ key: "button", collapse: true, commands: [press] });
    const on = (host: string, more: object = {}): Layer => ({
      set: cmdset({ key: "button", collapse: true, commands: [press], ...more }),
      source: "contents",
      host: { host },
    });
    const shared = (host: string): Layer => ({ set, source: "contents", host: { host } });
    const entries = (...layers: readonly Layer[]): (readonly number[])[] =>
      mergeLayers(layers).entries.map(({ layer, others }) => [layer, ...others]);
    expect(entries(shared("a"), shared("b"), on("c"))).toEqual([[0, 1, 2]]);
    expect(entries(shared("a"), on("b", { collapse: false }), shared("c"))).toEqual([[0, 2], [1]]);
    expect(entries(shared("a"), on("b", { priority: 1 }))).toEqual([[1]]);
    expect(entries(shared("a"), on("b", { duplicates: false }))).toEqual([[1]]);
  });

  it("a system command contests no name of an ordinary one, and the highest of its key answers", () => {
    const world = pile()
      .own({}, "__nomatch_command", "foo[__nomatch_command]")
      .thing("well", { mergeType: "replace" }, "__nomatch_command[foo]");
    expect(world.who("foo")).toEqual(["__nomatch_command@well"]);
    const merged = world.merged.entries.filter(({ command: { isSystem } }) => isSystem);
    expect(merged).toHaveLength(1);
    const kept = pile().own({}, "__nomatch_command").own({ priority: 2 }, "foo[__nomatch_command]");
    expect(kept.merged.entries.map(({ command: { key } }) => key)).toEqual(["__nomatch_command", "foo"]);
  });

  it("the example in the manual ends as the manual says", () => {
    const world = pile()
      .own({ key: "base" }, "!look[l]", "get[grab]", "punch[hit]")
      .own({ key: "brawl" }, "kick[hit]", "get")
      .own({ key: "calm", priority: 5, mergeType: "remove" }, "kick")
      .thing("bell", {}, "ring", "look");
    const left = world.merged.entries.flatMap(({ names }) => names.map(({ folded }) => folded));
    expect(left.toSorted()).toEqual(["get", "l", "look", "punch", "ring"]);
    expect(world.merged.warnings).toEqual([
      expect.stringContaining("grab"),
      expect.stringContaining('the command of an object "look" cannot be reached'),
    ]);
  });

  it("an empty set of any kind: only Replace and Intersect leave nothing", () => {
    const left = (mergeType: CommandSetOptions["mergeType"]): number =>
      pile()
        .own({}, "a", "b")
        .own({ mergeType: mergeType ?? "union" }).merged.entries.length;
    expect(left("union")).toBe(2);
    expect(left("remove")).toBe(2);
    expect(left("replace")).toBe(0);
    expect(left("intersect")).toBe(0);
  });

  it("names are compared without regard to case, composition and the width of blanks", () => {
    const world = pile().own({}, "Caf\u00e9  Noir").own({}, "CAFE\u0301 noir");
    expect(world.merged.entries).toHaveLength(1);
    const german = pile().own({}, "stra\u00dfe").own({ mergeType: "remove" }, "STRASSE");
    expect(german.merged.entries).toEqual([]);
  });
});

describe("warnings", () => {
  it("of a set and of a merge reach the author once", () => {
    const warnings: string[] = [];
    const cache = new MergeCache({ ignoredPrefixes: "", size: 10, warn: (text) => warnings.push(text) });
    const { layers } = pile()
      .own({ key: "s" }, "punch[fight]", "kick[fight]")
      .own({ key: "t" }, "look[l]")
      .own({ key: "u" }, "look");
    cache.get({}, layers);
    cache.get({}, [...layers]);
    expect(warnings).toEqual([
      'command set "s": "fight" now means kick, no longer punch',
      expect.stringContaining('"look" takes the place'),
    ]);
  });
});
