import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName } from "../../base/fold-text.ts";
import { command } from "../declaration/command.ts";
import { cmdset } from "../sets/command-set.ts";
import type { CommandDefinition } from "../declaration/definition.ts";
import type { Layer } from "../sets/layer.ts";
import { mergeLayers, type MergedEntry } from "../sets/merge.ts";
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
  const commands = [
    named("look", "l", "ls"),
    named("smile at", "s\u00e9"),
    named("say", "'"),
    named("@open"),
    named("open"),
    named("look"),
    named("stra\u00dfe", "\u0915\u093f"),
    exit("n", "l"),
  ];
  const index = indexOf(commands);
  const letters = fc.constantFrom(
    ..."lokesaiyntr'@/+- \t12\u00df\u1e9e\u0301\u00c9\u0130\u0131\u00a0\u0915\u093f\u{1f44d}",
  );
  const pieces = fc.constantFrom(
    "look",
    "LOOK",
    "open",
    "@",
    "say",
    "stra",
    "sse",
    "smile",
    " at",
    "-1",
    "2-",
    " ",
  );
  const lines = fc
    .array(fc.oneof(letters, pieces), { maxLength: 8 })
    .map((parts) => parts.join("").trim())
    .filter((line) => line !== "");

  it("is cut into a name and a rest, and nothing is lost", () => {
    fc.assert(
      fc.property(lines, (line) => {
        const result = parseLine(line, index, () => true);
        if (result.kind !== "one") return;
        const { rawName, rest } = result.match;
        if (!/\d/u.test(line)) expect(rawName + rest).toBe(line);
      }),
    );
  });

  it("finds the same as a look at every name and every place where it could end", () => {
    fc.assert(
      fc.property(lines, (line) => {
        expect(show(parseLine(line, index, () => true))).toBe(slowly(line, commands));
      }),
      { numRuns: 3000 },
    );
  });

  it("may be as long and as full of numbers as it likes", () => {
    expect(parse("-1 ".repeat(3000), commands)).toBe("unknown");
  });
});

interface Hit {
  readonly command: CommandDefinition;
  readonly rest: string;
  readonly rank: readonly number[];
}

/** The rules of §5.2 steps 3 to 6, written down without any thought for speed. */
function slowly(line: string, commands: readonly CommandDefinition[]): string {
  const found = hitsOf(line, commands);
  if (found.length > 0) return shown(found);
  const leading = /^(\d{1,9})-(?=\S)/u.exec(line);
  const behindNumber = leading === null ? [] : hitsOf(line.slice(leading[0].length), commands);
  if (behindNumber.length > 0) return picked(behindNumber, Number(leading?.[1]));
  for (const { 0: text, 1: number, index } of line.matchAll(/-(\d{1,9})(?=\s|$)/gu)) {
    const without = line.slice(0, index) + line.slice(index + text.length);
    const before = hitsOf(without, commands, index);
    if (before.length > 0) return picked(before, Number(number));
  }
  return "unknown";
}

function picked(found: readonly Hit[], wanted: number): string {
  const hit = found[wanted - 1];
  return hit === undefined ? `only ${found.length}` : shown([hit]);
}

function shown(found: readonly Hit[]): string {
  const [first] = found;
  if (first === undefined || found.length > 1)
    return `several: ${found.map(({ command: { key } }) => key).join(", ")}`;
  return `${first.command.key}|${first.rest.trimStart()}`;
}

function hitsOf(line: string, commands: readonly CommandDefinition[], nameEnd: number | null = null): Hit[] {
  const strip = (text: string): string => text.replace(/^[@&/+]+(?=[^@&/+])/u, "");
  const hits: Hit[] = [];
  for (const one of commands) {
    const forms = one.names.flatMap(({ folded }) => [[folded, 0] as const, [strip(folded), 1] as const]);
    for (const [lineForm, lineSide] of [[line, 0] as const, [strip(line), 1] as const]) {
      for (const [name, nameSide] of forms) {
        if (lineSide === 1 && lineForm === line) continue;
        if (nameSide === 1 && one.names.some(({ folded }) => folded === name)) continue;
        const end = endOf(lineForm, name, one);
        if (end === -1) continue;
        const used = line.length - lineForm.length + end;
        if (nameEnd !== null && used !== nameEnd) continue;
        const exact = lineForm.slice(0, end).replace(/\s+/gu, " ").normalize("NFC");
        const written = one.names.flatMap((each) => [each.written, strip(each.written)]);
        const rank = [-used, lineSide + nameSide, one.isExit ? 0 : 1, written.includes(exact) ? 0 : 1];
        hits.push({ command: one, rest: line.slice(used), rank });
      }
    }
  }
  const best = hits.toSorted((a, b) => compareRanks(a.rank, b.rank))[0];
  const top = hits.filter(({ rank }) => best !== undefined && compareRanks(rank, best.rank) === 0);
  return top.filter(({ command: one }, at) => top.findIndex((each) => each.command === one) === at);
}

/** The longest beginning of the line that reads like the name and ends where a name may end. */
function endOf(line: string, name: string, { isExit }: CommandDefinition): number {
  for (let end = line.length; end > 0; end--) {
    const [typed, rest] = [line.slice(0, end), line.slice(end)];
    if (typed.trim() !== typed || foldName(typed) !== name || !typed.isWellFormed()) continue;
    // A mark belongs to the letter before it.
    if (/^\p{M}/u.test(rest)) continue;
    const endsAtWord = isExit ? rest.trim() === "" : /^(?:[\s/]|$)/u.test(rest);
    if (endsAtWord || (!isExit && !/[\p{L}\p{N}]\p{M}*$/u.test(name))) return end;
  }
  return -1;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  return a.map((part, at) => part - (b[at] ?? 0)).find((part) => part !== 0) ?? 0;
}
