import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { command } from "./command.ts";
import { cmdset, type CommandSetOptions } from "./command-set.ts";
import type { MergeType } from "./set-facts.ts";
import type { CommandDefinition } from "./definition.ts";
import { isObjectHosted, layerSources, type Layer, type LayerSource } from "./layer.ts";
import { mergeLayers, type MergedCommands, type MergedEntry } from "./merge.ts";

interface LayerSpec extends Omit<CommandSetOptions, "key" | "commands"> {
  readonly key?: string;
  /** `key[alias,alias]`; `!` in front makes it protected, `>` an exit. */
  readonly commands: readonly string[];
  readonly source?: LayerSource;
  readonly host?: string;
}

const hosts = new Map<string, object>();

function layer({ commands, source = "puppet", host = source, key = host, ...options }: LayerSpec): Layer {
  const own = hosts.get(host) ?? { host };
  hosts.set(host, own);
  return { set: cmdset({ ...options, key, commands: commands.map(parseCommand) }), source, host: own };
}

const parsedCommands = new Map<string, CommandDefinition>();

/** The same text is the same command. */
function parseCommand(text: string): CommandDefinition {
  const known = parsedCommands.get(text) ?? makeCommand(text);
  parsedCommands.set(text, known);
  return known;
}

function makeCommand(text: string): CommandDefinition {
  const [, marks = "", key = "", aliases = ""] = /^([!>]*)([^[]+)(?:\[(.*)\])?$/u.exec(text) ?? [];
  return command({
    key,
    aliases: aliases === "" ? [] : aliases.split(","),
    protected: marks.includes("!"),
    isExit: marks.includes(">"),
    run() {},
  });
}

function merge(...specs: readonly LayerSpec[]): MergedCommands {
  return mergeLayers(specs.map(layer));
}

/** `key[other names that still count]@host`, in order. */
function show(merged: MergedCommands, layers: readonly LayerSpec[] = []): string[] {
  return merged.entries.map(({ command: { key }, names, layer: index }) => {
    const others = names.map(({ folded }) => folded).filter((name) => name !== key);
    const own = names.some(({ folded }) => folded === key) ? key : `(${key})`;
    const host = layers[index]?.host;
    return own + (others.length > 0 ? `[${others.join(",")}]` : "") + (host === undefined ? "" : `@${host}`);
  });
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

  it("agrees with the rules written down plainly, for sets of every kind", () => {
    const name = fc.constantFrom("a", "b", "c", "d", "e f", "__x", "__y");
    const oneCommand = fc
      .record({
        marks: fc.constantFrom("", "", "", "!", ">", "!>"),
        key: name,
        aliases: fc.uniqueArray(name, { maxLength: 3 }),
      })
      .map(({ marks, key, aliases }) => `${marks}${key}${aliases.length === 0 ? "" : `[${aliases.join()}]`}`);
    const mergeType = fc.constantFrom<MergeType>("union", "union", "union", "replace", "intersect", "remove");
    const oneLayer = fc.record({
      commands: fc.array(oneCommand, { maxLength: 4 }),
      source: fc.constantFrom(...layerSources),
      host: fc.constantFrom("1", "2", "3"),
      priority: fc.constantFrom(-101, -20, -1, 0, 0, 0, 0, 1, 101),
      mergeType,
      duplicates: fc.constantFrom(true, false, null, null),
      collapse: fc.boolean(),
      key: fc.constantFrom("S", "T", "U"),
      keyMergeTypes: fc.option(fc.dictionary(fc.constantFrom("S", "T", "toString"), mergeType), { nil: {} }),
    });
    fc.assert(
      fc.property(fc.array(oneLayer, { maxLength: 7 }), (specs) => {
        const rank = ({ source, host }: { source: LayerSource; host: string }): number =>
          layerSources.indexOf(source) * 10 + Number(host);
        const layers = specs.sort((x, y) => rank(x) - rank(y)).map(layer);
        const merged = mergeLayers(layers);
        const shown = show(merged).map((text, at) => {
          const { layer: own, others } = merged.entries[at] as MergedEntry;
          return `${text}/${[own, ...others].join("+")}`;
        });
        expect(shown).toEqual(plainMerge(layers));
      }),
      { numRuns: 3000 },
    );
  });
});

function at(priority: number, ...commands: readonly string[]): LayerSpec {
  return { priority, commands };
}

interface PlainEntry {
  readonly command: CommandDefinition;
  readonly from: Layer;
  readonly others: Layer[];
  names: string[];
}

/** §4.5 word for word. */
function plainMerge(layers: readonly Layer[]): string[] {
  let entries: PlainEntry[] = [];
  const common = (a: readonly string[], b: readonly string[]): string[] => a.filter((x) => b.includes(x));
  for (const L of layers.toSorted((a, b) => a.set.priority - b.set.priority)) {
    const onObject = isObjectHosted(L);
    const own = L.set.entries.map((e) => ({ command: e.command, names: e.names.map((n) => n.folded) }));
    const allNames = own.flatMap(({ names }) => names);
    const present = entries.flatMap(({ command: { isSystem }, names }) => (isSystem ? [] : names));
    entries = entries.filter((e) => {
      const t = L.set.keyMergeTypes[e.from.set.key] ?? L.set.mergeType;
      const hit =
        t === "replace" || t === "intersect" || (t === "remove" && common(e.names, allNames).length > 0);
      return !hit || e.command.isSystem || (e.command.protected && onObject);
    });
    for (const c of own) {
      const type = L.set.mergeType;
      const shares = common(c.names, present).length > 0 || c.command.isSystem;
      if ((type === "remove" && !c.command.isSystem) || (type === "intersect" && !shares)) continue;
      const key = c.command.names[0].folded;
      if (c.command.isSystem) {
        entries = entries.filter((e) => !e.command.isSystem || e.command.names[0].folded !== key);
        entries.push({ ...c, from: L, others: [] });
        continue;
      }
      const others = entries.filter((e) => !e.command.isSystem);
      const peers = (e: PlainEntry): boolean => {
        const ofTwo = isObjectHosted(e.from) && onObject && e.from.host !== L.host;
        const sideBySide = L.set.duplicates === true || (ofTwo && L.set.duplicates !== false);
        return e.from.set.priority === L.set.priority && sideBySide;
      };
      const twin = others.find(
        (e) =>
          e.command === c.command &&
          e.from.set.collapse &&
          L.set.collapse &&
          peers(e) &&
          common(e.names, c.names).length > 0,
      );
      if (twin !== undefined) {
        twin.others.push(L);
        continue;
      }
      let { names } = c;
      for (const e of others) {
        if (!onObject || !e.command.protected || isObjectHosted(e.from)) continue;
        const lost = c.command.isExit ? common(e.names, [e.command.names[0].folded]) : e.names;
        names = names.filter((x) => !lost.includes(x));
      }
      for (const e of others) {
        const shared = common(e.names, names);
        if (shared.length === 0) continue;
        if (peers(e) || (c.command.isExit && !e.command.isExit)) continue;
        e.names = e.command.names[0].folded === key ? [] : e.names.filter((x) => !shared.includes(x));
      }
      entries = entries.filter((e) => e.names.length > 0);
      if (names.length > 0) entries.push({ command: c.command, from: L, others: [], names });
    }
  }
  return entries.map(({ command: { key }, names, from, others: joined }) => {
    const others = names.filter((x) => x !== key);
    const head = names.includes(key) ? key : `(${key})`;
    return `${head}${others.length > 0 ? `[${others.join(",")}]` : ""}/${[from, ...joined].map((each) => layers.indexOf(each)).join("+")}`;
  });
}
