import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { command } from "./command.ts";
import { cmdset } from "./command-set.ts";
import type { CommandDefinition } from "./definition.ts";
import type { Layer } from "./layer.ts";
import { mergeLayers, type MergedEntry } from "./merge.ts";
import { NameIndex } from "./name-index.ts";
import { parseLine, type ParseResult } from "./parser.ts";

function named(key: string, ...aliases: string[]): CommandDefinition {
  return command({ key, aliases, rawArgs: true, run() {} });
}

function exit(key: string, ...aliases: string[]): CommandDefinition {
  return command({ key, aliases, isExit: true, run() {} });
}

/** `name|rest`, or what else became of the line. */
function parse(
  line: string,
  commands: readonly CommandDefinition[],
  allowed: (entry: MergedEntry) => boolean = () => true,
): string {
  return show(parseLine(line.trim(), indexOf(commands), allowed));
}

/** Each command on an object of its own, so that none takes a name from another. */
function indexOf(commands: readonly CommandDefinition[]): NameIndex {
  const layers = commands.map((each): Layer => ({
    set: cmdset({ key: each.key, duplicates: true, commands: [each] }),
    source: "contents",
    host: each,
  }));
  return new NameIndex(mergeLayers(layers).entries, "@&/+");
}

function show(result: ParseResult): string {
  switch (result.kind) {
    case "one":
      return `${result.match.entry.command.key}|${result.match.rest.trimStart()}`;
    case "several":
      return `several: ${result.matches.map(({ entry }) => entry.command.key).join(", ")}`;
    case "outOfRange":
      return `only ${result.matches.length}`;
    case "empty":
    case "unknown":
      return result.kind;
  }
}

describe("what a line means (commands.md §5.4)", () => {
  const stock = [
    named("look", "l", "ls"),
    named("get"),
    named("get stone"),
    named("smile at"),
    named("smile"),
    named("@open"),
    named("mux"),
    named("say", '"', "'"),
    named("pose", ":"),
  ];

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["  LOOK   obj ", "look|obj"],
    ["lobj", "unknown"],
    ["look,obj", "unknown"],
    ["2-look", "only 1"],
    ["1-look", "look|"],
    ["look-1", "look|"],
    ["look-2", "only 1"],
    ["look-1 ann", "look|ann"],
    ["1-look ann", "look|ann"],
    ["smile at bob", "smile at|bob"],
    ["smile  at bob", "smile at|bob"],
    ["smile\tat\u00a0bob", "smile at|bob"],
    ["smile atbob", "smile|atbob"],
    ["smileat bob", "unknown"],
    ["get stones", "get|stones"],
    ["get stone", "get stone|"],
    ["@look", "look|"],
    ["&look", "look|"],
    ["//look", "look|"],
    ["open x", "@open|x"],
    ["@open x", "@open|x"],
    ["@", "unknown"],
    ["@@", "unknown"],
    ["'hi", "say|hi"],
    ['"hi', "say|hi"],
    [":waves", "pose|waves"],
    ["sayhello", "unknown"],
    ["say-2 hi", "only 1"],
    [":-)", "pose|-)"],
    ["mux\ta", "mux|a"],
    ["mux\u00a0a", "mux|a"],
    ["mux/list a", "mux|/list a"],
    ["'/me waves", "say|/me waves"],
  ])("%j", (line, expected) => {
    expect(parse(line, stock)).toBe(expected);
  });

  it("prefers what takes more of the line to a command that is all prefix", () => {
    const all = [...stock, command({ key: "@", argPattern: null, rawArgs: true, run() {} })];
    expect(parse("@look", all)).toBe("look|");
    expect(parse("@xyz", all)).toBe("@|xyz");
    expect(parse("@", all)).toBe("@|");
  });

  it("prefers the name that was typed to one with or without a prefix", () => {
    const both = [named("open"), named("@open")];
    expect(parse("open x", both)).toBe("open|x");
    expect(parse("@open x", both)).toBe("@open|x");
    expect(parse("+open x", both)).toBe("open|x");
  });

  it("takes a pattern's word for what may follow", () => {
    const smile = [command({ key: "smile", argPattern: /^ at\b/, rawArgs: true, run() {} })];
    expect(parse("smile at bob", smile)).toBe("smile|at bob");
    expect(parse("smile bob", smile)).toBe("unknown");
    expect(parse("smile bob at", smile)).toBe("unknown");
  });

  it.each([
    ["CAFE\u0301 noir", "café", "café|noir"],
    ["STRASSE 1", "straße", "straße|1"],
    ["straß 1", "stras", "unknown"],
    ["İSTANBUL city", "i\u0307stanbul", "i\u0307stanbul|city"],
    ["ВЗЯТЬ меч", "взять", "взять|меч"],
    ["見る 門", "見る", "見る|門"],
  ])("compares letters, not bytes: %j", (line, key, expected) => {
    expect(parse(line, [named(key)])).toBe(expected);
  });

  it("separates names that differ in case only by the case typed", () => {
    const layers: Layer[] = ["Bar", "bar"].map((key, id) => ({
      set: cmdset({ key: `set ${id}`, commands: [named(key)] }),
      source: "contents",
      host: { id },
    }));
    const index = new NameIndex(mergeLayers(layers).entries, "");
    expect(show(parseLine("Bar", index, () => true))).toBe("Bar|");
    expect(show(parseLine("bar", index, () => true))).toBe("bar|");
    expect(show(parseLine("BAR", index, () => true))).toBe("several: Bar, bar");
  });
});

describe("exits on a line", () => {
  const around = [named("look", "l"), exit("library", "l"), exit("north", "n")];

  it("walk only when they are all of the line", () => {
    expect(parse("north", around)).toBe("north|");
    expect(parse("N", around)).toBe("north|");
    expect(parse("north please", around)).toBe("unknown");
    expect(parse("north/now", around)).toBe("unknown");
  });

  it("come before other commands of the name", () => {
    expect(parse("l", around)).toBe("library|");
    expect(parse("l book", around)).toBe("look|book");
    expect(parse("look", around)).toBe("look|");
  });
});

describe("several of one name", () => {
  const press = [named("press"), named("press"), named("pull")];

  it("are told apart by a number before or behind", () => {
    expect(parse("press", press)).toBe("several: press, press");
    expect(parse("press-3", press)).toBe("only 2");
    expect(parse("3-press", press)).toBe("only 2");
    expect(parse("press-0", press)).toBe("only 2");
    expect(parse("2-press hard", press)).toBe("press|hard");
    expect(parse("press-2 hard", press)).toBe("press|hard");
    expect(parse("press hard-2", press)).toBe("several: press, press");
  });

  it("give the one that was numbered", () => {
    const index = indexOf(press);
    const second = parseLine("press-2", index, () => true);
    expect(second).toMatchObject({ kind: "one", match: { place: 1 } });
    expect(parseLine("2-press", index, () => true)).toMatchObject({ kind: "one", match: { place: 1 } });
    expect(parseLine("1-press", index, () => true)).toMatchObject({ kind: "one", match: { place: 0 } });
  });

  it("do not hide a name that holds a number", () => {
    expect(parse("press-2", [...press, named("press-2")])).toBe("press-2|");
  });
});

describe("locks", () => {
  it("take a command away before names are compared", () => {
    const both = [named("look"), named("@look")];
    const allowed = (entry: MergedEntry): boolean => entry.command.key !== "look";
    expect(parse("look x", both, allowed)).toBe("@look|x");
    expect(parse("look x", [named("look")], () => false)).toBe("unknown");
  });
});

describe("any line", () => {
  const commands = [named("look", "l"), named("smile at"), named("say", "'"), named("@open"), exit("n")];
  const index = indexOf(commands);
  const letters = fc.constantFrom(..."lokesaiyn'@/+- \t2ß\u0301É");

  it("is cut into a name and a rest, and nothing is lost", () => {
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 20 }), (typed) => {
        const line = typed.trim();
        const result = parseLine(line, index, () => true);
        if (result.kind !== "one") return;
        const { rawName, rest } = result.match;
        if (!/\d/u.test(line)) expect(rawName + rest).toBe(line);
      }),
    );
  });

  it("finds the same as a look at every name", () => {
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 12 }), (typed) => {
        const line = typed.trim();
        fc.pre(!/[^\0-\x7f]|\d/u.test(line) && line !== "");
        const result = parseLine(line, index, () => true);
        const expected = slowly(line, commands);
        expect(result.kind === "one" ? result.match.entry.command.key : null).toBe(expected);
      }),
    );
  });

  it("may be as long and as full of numbers as it likes", () => {
    expect(parse("-1 ".repeat(3000), commands)).toBe("unknown");
  });
});

/** The rules of §5.2 steps 3 and 4 for ASCII lines, written down without any thought for speed. */
function slowly(line: string, commands: readonly CommandDefinition[]): string | null {
  const strip = (text: string): string => text.replace(/^[@&/+]+(?=.)/u, "");
  const found: { key: string; rank: readonly number[] }[] = [];
  for (const { key, names, isExit } of commands) {
    for (const { folded } of names) {
      for (const [lineForm, lineSide] of [[line, 0] as const, [strip(line), 1] as const]) {
        for (const [nameForm, nameSide] of [[folded, 0] as const, [strip(folded), 1] as const]) {
          if ((lineSide === 1 && lineForm === line) || (nameSide === 1 && nameForm === folded)) continue;
          const pattern = nameForm.replaceAll(" ", String.raw`\s+`);
          const after = isExit ? String.raw`\s*$` : /[a-z]$/u.test(nameForm) ? String.raw`(?=[\s/]|$)` : "";
          const hit = new RegExp(`^(${pattern})${after}`, "iu").exec(lineForm);
          const used = line.length - lineForm.length + (hit?.[1]?.length ?? 0);
          if (hit !== null) found.push({ key, rank: [-used, lineSide + nameSide, isExit ? 0 : 1] });
        }
      }
    }
  }
  found.sort((a, b) => a.rank.map((part, at) => part - (b.rank[at] ?? 0)).find((part) => part !== 0) ?? 0);
  return found[0]?.key ?? null;
}
