import { describe, expect, it } from "vitest";
import { cmdset } from "./command-set.ts";
import { layerSources } from "./layer.ts";
import { layer, parseCommand, show, type LayerSpec } from "./merge.suite.ts";
import { mergeLayers, type MergedCommands } from "./merge.ts";

function merge(...specs: readonly LayerSpec[]): MergedCommands {
  return mergeLayers(specs.map(layer));
}

/** What a name means now. */
function meanings(merged: MergedCommands, name: string, layers: readonly LayerSpec[]): string[] {
  return merged.entries
    .filter(({ names }) => names.some(({ folded }) => folded === name))
    .map(({ command: { key }, layer: index }) => `${key}@${layers[index]?.host ?? ""}`);
}

/** What somebody in play has: the stock sets, two exits. */
const session: LayerSpec = { source: "session", host: "session", priority: -20, commands: ["sessions"] };
const account: LayerSpec = {
  source: "account",
  host: "account",
  priority: -10,
  commands: ["!look[l,ls]", "!who", "!quit", "!ooc", "option"],
};
const character: LayerSpec = {
  host: "character",
  commands: ["!look[l,ls]", "get[grab]", "say[']", "!help", "drop"],
};
const exits: readonly LayerSpec[] = [
  { source: "contents", host: "north", priority: 101, duplicates: true, commands: [">north[n]"] },
  { source: "contents", host: "south", priority: 101, duplicates: true, commands: [">south[s]"] },
];
const live: readonly LayerSpec[] = [session, account, character, ...exits];

/** The stock layers with one more, in gathering order. */
function liveWith(...more: readonly LayerSpec[]): LayerSpec[] {
  const all = [...live, ...more];
  const rank = ({ source = "puppet" }: LayerSpec): number => layerSources.indexOf(source);
  return all.sort((a, b) => rank(a) - rank(b));
}

function keys(merged: MergedCommands): string[] {
  return merged.entries.map((entry) => entry.command.key).sort();
}

describe("worked examples (commands.md §4.6)", () => {
  it.each<[row: number, layers: LayerSpec[], expected: string[]]>([
    [1, [at(0, "punch[fight]"), at(1, "kick[fight]")], ["punch", "kick[fight]"]],
    [2, [at(0, "punch[fight]"), { ...at(1, "kick[fight]"), mergeType: "replace" }], ["kick[fight]"]],
    [3, [at(0, "punch[fight]"), { ...at(1, "kick[fight]"), mergeType: "intersect" }], ["kick[fight]"]],
    [4, [at(0, "punch[fight]"), { ...at(1, "kick[fight]"), mergeType: "remove" }], []],
    [5, [at(0, "punch[fight]", "kick[fight]")], ["punch", "kick[fight]"]],
    [6, [at(0, "gaze[look]"), at(1, "look[l]")], ["gaze", "look[l]"]],
    [7, [at(0, "look[l,ls]"), at(0, "look")], ["look"]],
    [8, [at(0, "a"), { ...at(1, "x"), mergeType: "replace" }, at(5, "y")], ["x", "y"]],
    [9, [at(0, "a", "b", "c"), { ...at(10, "a"), mergeType: "remove" }, at(20, "d")], ["b", "c", "d"]],
    [
      10,
      [
        { source: "account", priority: -10, commands: ["q"] },
        at(0, "a", "b", "c"),
        { ...at(0, "a"), mergeType: "remove" },
        at(0, "z"),
      ],
      ["q", "b", "c", "z"],
    ],
    [
      23,
      [
        { ...at(-5, "b"), key: "B" },
        at(0, "c"),
        { ...at(10, "e"), key: "E", keyMergeTypes: { B: "replace" } },
      ],
      ["c", "e"],
    ],
    [
      24,
      [
        { ...at(-5, "b"), key: "B" },
        { ...at(-4, "e"), key: "E", keyMergeTypes: { B: "replace" } },
        at(0, "c"),
      ],
      ["e", "c"],
    ],
  ])("row %i", (_row, layers, expected) => {
    expect(show(merge(...layers))).toEqual(expected);
  });

  it("row 5 and 7 warn the author", () => {
    expect(
      cmdset({ key: "s", commands: [parseCommand("punch[fight]"), parseCommand("kick[fight]")] }).warnings,
    ).toEqual(['command set "s": "fight" now means kick, no longer punch']);
    expect(merge(at(0, "look[l,ls]"), at(0, "look")).warnings).toEqual([expect.stringContaining("l, ls")]);
    expect(merge(at(0, "look[l]"), at(0, "look[l]")).warnings).toEqual([]);
  });

  it.each<[row: number, extra: LayerSpec, gone: string[]]>([
    [11, { mergeType: "remove", commands: ["look"] }, ["look"]],
    [12, { mergeType: "remove", priority: 1, commands: ["look"] }, ["look"]],
    [13, { mergeType: "remove", priority: -10, commands: ["who"] }, ["who"]],
  ])("row %i: removing one command from the puppet removes only that one", (_row, extra, gone) => {
    const before = keys(merge(...live));
    const after = keys(merge(...liveWith({ ...extra, host: "extra" })));
    expect(after).toEqual(before.filter((key) => !gone.includes(key)));
  });

  it.each<[row: number, extra: LayerSpec, expected: string[]]>([
    [14, { mergeType: "replace", commands: ["zap"] }, ["north", "south", "zap"]],
    [16, { mergeType: "replace", priority: 101, commands: ["zap"] }, ["north", "south", "zap"]],
    [17, { mergeType: "replace", priority: 102, commands: ["zap"] }, ["zap"]],
    [30, { mergeType: "intersect", commands: ["look", "zap"] }, ["look", "north", "south"]],
    [
      15,
      { mergeType: "replace", source: "contents", commands: ["zap"] },
      ["help", "look", "north", "ooc", "quit", "south", "who", "zap"],
    ],
  ])(
    "row %i: replacing leaves what lies above, and objects leave what is protected",
    (_row, extra, expected) => {
      expect(keys(merge(...liveWith({ ...extra, host: "extra" })))).toEqual(expected);
    },
  );

  it("row 16: a Remove among the exits adds nothing", () => {
    const merged = merge(
      ...liveWith({ host: "extra", mergeType: "remove", priority: 101, commands: ["look"] }),
    );
    expect(keys(merged)).toEqual(keys(merge(...live)).filter((key) => key !== "look"));
  });

  it("row 18: of two objects, the one with the higher id lies on top", () => {
    const seven: LayerSpec = { source: "contents", host: "#7", mergeType: "replace", commands: ["x"] };
    const nine: LayerSpec = { source: "contents", host: "#9", commands: ["y"] };
    expect(keys(merge(...liveWith(seven, nine)))).toEqual(
      ["help", "look", "north", "ooc", "quit", "south", "who", "x", "y"].sort(),
    );
  });

  it.each([
    [19, 0],
    [20, -1],
  ])("row %i: an object's look yields to the protected one", (_row, priority) => {
    const layers = liveWith({ source: "contents", host: "#7", priority, commands: ["look"] });
    expect(meanings(merge(...layers), "look", layers)).toEqual(["look@character"]);
  });

  it("row 21: an object's get takes the place of the character's, aliases included", () => {
    const layers = liveWith({ source: "contents", host: "#7", commands: ["get"] });
    const merged = merge(...layers);
    expect(meanings(merged, "get", layers)).toEqual(["get@#7"]);
    expect(meanings(merged, "grab", layers)).toEqual([]);
  });

  it("row 22: two buttons are both there", () => {
    const button = (host: string): LayerSpec => ({ source: "contents", host, commands: ["press"] });
    const layers = liveWith(button("#7"), button("#9"));
    expect(meanings(merge(...layers), "press", layers)).toEqual(["press@#7", "press@#9"]);
  });

  it("row 28: an exit cannot have the key of a protected command", () => {
    const layers = liveWith({
      source: "contents",
      host: "exit",
      priority: 101,
      duplicates: true,
      commands: [">look"],
    });
    const merged = merge(...layers);
    expect(meanings(merged, "look", layers)).toEqual(["look@character"]);
    expect(meanings(merged, "l", layers)).toEqual(["look@character"]);
    expect(merged.warnings).toEqual([expect.stringContaining('the exit "look" cannot be reached')]);
  });

  it("row 29: an exit may share the alias of a protected command", () => {
    const layers = liveWith({
      source: "contents",
      host: "exit",
      priority: 101,
      duplicates: true,
      commands: [">library[l]"],
    });
    expect(meanings(merge(...layers), "l", layers)).toEqual(["look@character", "library@exit"]);
  });

  it("counts as the original's own suite does where the rules agree", () => {
    const [a, b, c, d] = [
      ["a", "b", "c", "d"],
      ["a", "b", "c"],
      ["a", "b"],
      ["a", "b", "c", "d"],
    ] as const;
    const set = (commands: readonly string[], options: Partial<LayerSpec> = {}): LayerSpec => ({
      commands,
      ...options,
    });
    const twice = { duplicates: true };
    expect(merge(set(d), set(b), set(c), set(a, twice)).entries).toHaveLength(8);
    expect(merge(set(d), set(b), set(c, twice), set(a, twice)).entries).toHaveLength(10);
    expect(merge(set(a), set(b), set(c), set(d)).entries).toHaveLength(4);
    expect(
      merge(
        set(d, { priority: -1 }),
        set(c, { mergeType: "replace" }),
        set(b, { priority: 2 }),
        set(a, { ...twice, priority: 2 }),
      ).entries,
    ).toHaveLength(7);
  });
});

describe("merging", () => {
  it("keeps system commands through every merge type, and lets only a namesake displace them", () => {
    for (const mergeType of ["union", "replace", "remove", "intersect"] as const) {
      const below = merge({ commands: ["__nomatch_command", "a"] }, { ...at(5, "b"), mergeType });
      expect(keys(below)).toContain("__nomatch_command");
      const above = merge(at(0, "a"), { ...at(5, "b", "__nomatch_command"), mergeType });
      expect(keys(above)).toContain("__nomatch_command");
    }
    const layers = [
      { host: "low", commands: ["__nomatch_command"] },
      { ...at(1, "__nomatch_command"), host: "high" },
    ];
    expect(meanings(merge(...layers), "__nomatch_command", layers)).toEqual(["__nomatch_command@high"]);
  });

  it("does not let a name that was refused take anything", () => {
    const layers = liveWith(
      { host: "own", commands: ["gaze[peer]"] },
      { source: "contents", host: "#7", commands: ["look[peer]"] },
    );
    const merged = merge(...layers);
    expect(meanings(merged, "look", layers)).toEqual(["look@character"]);
    expect(meanings(merged, "peer", layers)).toEqual(["look@#7"]);
    expect(meanings(merged, "gaze", layers)).toEqual(["gaze@own"]);
  });

  it("says where each command came from, by its place among the layers given", () => {
    const layers = [at(5, "high"), at(0, "low")];
    expect(merge(...layers).entries.map(({ layer: index }) => index)).toEqual([1, 0]);
  });

  it("gives a frozen result", () => {
    const merged = merge(...live);
    expect(Object.isFrozen(merged)).toBe(true);
    expect(Object.isFrozen(merged.entries)).toBe(true);
    expect(merged.entries.every((entry) => Object.isFrozen(entry))).toBe(true);
  });
});

function at(priority: number, ...commands: readonly string[]): LayerSpec {
  return { priority, commands };
}
