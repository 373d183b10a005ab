import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "./messy-markup.suite.ts";
import { parseMarkup } from "./parse-markup.ts";
import type { Run } from "./run.ts";
import { plainStyle, sameStyle, type Style } from "./style.ts";

/** The style of the last letter. */
function styleAfter(codes: string): Partial<Style> {
  const style = parseMarkup(`${codes}x`).at(-1)?.style ?? plainStyle;
  return Object.fromEntries(
    Object.entries(style).filter(([name, value]) => value !== plainStyle[name as keyof Style]),
  );
}

const basic = (index: number, bright = false): object => ({ kind: "basic", index, bright });
const indexed = (index: number): object => ({ kind: "indexed", index });
const rgb = (red: number, green: number, blue: number): object => ({ kind: "rgb", red, green, blue });
const words = (source: string): string =>
  parseMarkup(source)
    .map((run) => run.text)
    .join("");

describe("parseMarkup, styles (protocols.md §10.1)", () => {
  it.each([..."xrgybmcw"].map((letter, index) => [letter, index] as const))(
    "|%s and its relatives are colour %i",
    (letter, index) => {
      const capital = letter.toUpperCase();
      expect(styleAfter(`|${letter}`)).toEqual({ foreground: basic(index), bright: true });
      expect(styleAfter(`|h|${capital}`)).toEqual({ foreground: basic(index) });
      expect(styleAfter(`|!${capital}`)).toEqual({ foreground: basic(index) });
      expect(styleAfter(`|h|!${capital}`)).toEqual({ foreground: basic(index), bright: true });
      expect(styleAfter(`|[${capital}`)).toEqual({ background: basic(index) });
      expect(styleAfter(`|[${letter}`)).toEqual({ background: basic(index, true) });
    },
  );

  it.each([
    ["|500", indexed(196)],
    ["|000", indexed(16)],
    ["|555", indexed(231)],
    ["|123", indexed(16 + 36 + 12 + 3)],
    ["|=a", indexed(16)],
    ["|=b", indexed(232)],
    ["|=m", indexed(243)],
    ["|=y", indexed(255)],
    ["|=z", indexed(231)],
    ["|#ff8800", rgb(255, 136, 0)],
    ["|#F80", rgb(255, 136, 0)],
  ])("%s is an exact colour, before and behind", (code, colour) => {
    expect(styleAfter(code)).toEqual({ foreground: colour });
    expect(styleAfter(code.replace("|", "|["))).toEqual({ background: colour });
  });

  it.each([
    ["|h", { bright: true }],
    ["|h|H", {}],
    ["|u", { underline: true }],
    ["|u|U", {}],
    ["|i", { italic: true }],
    ["|i|I", {}],
    ["|s", { strike: true }],
    ["|s|S", {}],
    ["|*", { inverse: true }],
    ["|^", { blink: true }],
    ["|r|[500|u|i|s|*|^|h|n", {}],
    ["|500|h", { foreground: indexed(196), bright: true }],
  ])("%s", (codes, style) => {
    expect(styleAfter(codes)).toEqual(style);
  });
});

describe("parseMarkup, text", () => {
  it.each([
    ["a|/b", "a\nb"],
    ["a|-b", "a\tb"],
    ["a|_b", "a b"],
    ["a|>b", "a    b"],
    ["||", "|"],
    ["||r", "|r"],
    ["|||rx", "|x"],
    ["||||", "||"],
    ["{{", "{"],
    ["{{{", "{{"],
    ["{a}", "{a}"],
    ["|1234", "4"],
    ["|#f80g", "g"],
    ["|#ff88gg", "8gg"],
    ["a\r\nb\rc", "a\nbc"],
    ["|\u0007rx", "x"],
    ["a\uD83Db", "a\uFFFDb"],
  ])("%j reads %j", (source, text) => {
    expect(words(source)).toBe(text);
  });

  it.each([
    ..."|d |k |5 |600 |56 |#12 |#ggg |! |!r |!n |[ |[n |[! |[!R |[| |= |=A |== |=| |[=1 |l |lt |le |lx | { }".split(
      " ",
    ),
    "|lc open",
    "|lc open|lt label",
    "|lc open|le",
  ])("%s is only text", (source) => {
    expect(words(source)).toBe(source);
  });

  it("makes one run of what looks the same", () => {
    expect(parseMarkup("|ra|rb|n|rc|n").map((run) => run.text)).toEqual(["abc"]);
    expect(parseMarkup("a|u|Ub").map((run) => run.text)).toEqual(["ab"]);
    expect(parseMarkup("")).toEqual([]);
    expect(parseMarkup("|r|n")).toEqual([]);
  });
});

describe("parseMarkup, links (protocols.md §9)", () => {
  const linked = (source: string): [string, string | null][] =>
    parseMarkup(source).map(({ text, link }: Run) => [text, link && `${link.kind} ${link.target}`]);

  it("reads commands and addresses", () => {
    expect(linked("a |lclook|ltLook|le b")).toEqual([
      ["a ", null],
      ["Look", "command look"],
      [" b", null],
    ]);
    expect(linked("|lu https://a.example/x |ltsite|le")).toEqual([["site", "url https://a.example/x"]]);
  });

  it("lets a label have colours, and all its parts share one link", () => {
    const runs = parseMarkup("|lclook|lta|rb|le|nc");
    expect(runs.map((run) => run.text)).toEqual(["a", "b", "c"]);
    expect(runs[0]?.link).toBe(runs[1]?.link);
    expect(runs[1]?.style.bright).toBe(true);
  });

  it("keeps two links that lead to the same place apart", () => {
    const [one, other] = parseMarkup("|lclook|lta|le|lclook|ltb|le");
    expect(one?.link).toEqual(other?.link);
    expect(one?.link).not.toBe(other?.link);
  });

  it("does not nest", () => {
    expect(linked("|lca|ltx|lcb|lty|le z|le")).toEqual([
      ["x|lcb|lty", "command a"],
      [" z|le", null],
    ]);
  });

  it("takes no doubled bar for a part of a link", () => {
    expect(linked("|lca|ltb||le|le")).toEqual([["b|le", "command a"]]);
    expect(linked("|lca||ltb|lt{{c|le")).toEqual([["{c", null]]);
  });

  it.each(["", " ", "a|b", "x".repeat(1025), "look\nquit", "say ||", "|rlook"])(
    "makes no command of %j",
    (target) => {
      expect(linked(`|lc${target}|ltlabel|le`)).toEqual([["label", null]]);
    },
  );

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "https://a b",
    "https://a.example/\tx",
    "//a.example",
    "a.example",
    "",
  ])("makes no address of %j", (target) => {
    expect(linked(`|lu${target}|ltlabel|le`)).toEqual([["label", null]]);
  });

  it.each(["http://a.example", "https://a.example/?q=%20x&y=[1]#é", "mailto:ann@a.example"])(
    "makes an address of %s",
    (target) => {
      expect(linked(`|lu${target}|ltlabel|le`)).toEqual([["label", `url ${target}`]]);
    },
  );

  it("reads a page of unfinished links as fast as any other", () => {
    const source = "|lca|lt".repeat(200_000);
    expect(words(source)).toHaveLength(source.length);
  });
});

describe("parseMarkup, anything", () => {
  it("never throws, lets no control character through, and puts equal neighbours together", () => {
    fc.assert(
      fc.property(messyMarkup, (source) => {
        const runs = parseMarkup(source);
        for (const [index, run] of runs.entries()) {
          expect(run.text).not.toBe("");
          expect(run.text).not.toMatch(/[\0-\x08\x0B-\x1F\x7F-\x9F]/);
          const next = runs[index + 1];
          if (next?.link === run.link) expect(sameStyle(next?.style ?? plainStyle, run.style)).toBe(false);
        }
      }),
    );
  });
});
