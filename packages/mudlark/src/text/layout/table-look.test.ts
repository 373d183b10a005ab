import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "../markup/messy-markup.suite.ts";
import { stripMarkup } from "../markup/plain-text.ts";
import { displayWidth } from "./display-width.ts";
import { Table, table } from "./table.ts";
import type { TableOptions } from "./table-options.ts";

const lines = (text: string): string[] => stripMarkup(text).split("\n");
const pair = [["1", "2"]] as const;

const draw = (options: TableOptions, rows: readonly (readonly string[])[] = pair): string[] =>
  lines(table([], rows, options));

describe("the lines of a table", () => {
  it("go around it, under its headings and between its columns, unless told otherwise", () => {
    expect(lines(table(["a", "b"], pair))).toEqual([
      "+---+---+",
      "| a | b |",
      "+~~~+~~~+",
      "| 1 | 2 |",
      "+---+---+",
    ]);
  });

  it("are as thick as was said, altogether or on one side", () => {
    expect(draw({ border: "table", borderWidth: 2 })).toEqual([
      "++------++",
      "++------++",
      "|| 1  2 ||",
      "++------++",
      "++------++",
    ]);
    expect(draw({ borderTop: 0, borderRight: 0, borderBottom: 2 })).toEqual([
      "| 1 | 2",
      "+---+--",
      "+---+--",
    ]);
    expect(draw({ border: "none", borderLeft: 1 })).toEqual(["| 1  2"]);
  });

  it("are made of the signs that were given", () => {
    const options = {
      border: "cells",
      borderLeftChar: "<",
      borderRightChar: ">",
      borderTopChar: "^",
      borderBottomChar: "_",
      columnLineChar: ":",
      rowLineChar: ".",
      headerLineChar: "=",
      cornerChar: "*",
      cornerTopLeftChar: "A",
      cornerTopRightChar: "B",
      cornerBottomLeftChar: "C",
      cornerBottomRightChar: "D",
    } as const;
    expect(lines(table(["a", "b"], [...pair, ["3", "4"]], options))).toEqual([
      "A^^^*^^^B",
      "< a : b >",
      "*===*===*",
      "< 1 : 2 >",
      "*...*...*",
      "< 3 : 4 >",
      "C___*___D",
    ]);
  });

  it("have round corners when those are wanted, and signs that look like markup", () => {
    expect(draw({ prettyCorners: true }, [["1"]])).toEqual(["╭---╮", "| 1 |", "╰---╯"]);
    expect(draw({ borderTopChar: "|", cornerChar: "|" }, [["r"]])).toEqual(["|||||", "| r |", "|---|"]);
    expect(() => table([], pair, { cornerChar: "日" })).toThrow(TypeError);
    expect(() => table([], pair, { fill: "" })).toThrow(TypeError);
  });
});

describe("the cells of a table", () => {
  it("are padded on each side as was said, for all or for one column", () => {
    expect(draw({ padWidth: 0 })).toEqual(["+-+-+", "|1|2|", "+-+-+"]);
    expect(draw({ padLeft: 2, columnOptions: [null, { padRight: 0, padLeft: 0 }] })).toEqual([
      "+----+-+",
      "|  1 |2|",
      "+----+-+",
    ]);
    expect(draw({ border: "none", padLeft: 2 })).toEqual(["  1   2"]);
    expect(draw({ border: "cols", padTop: 1, padBottom: 1, hPadChar: ".", vPadChar: "," })).toEqual([
      "|,,,|,,,|",
      "|.1.|.2.|",
      "|,,,|,,,|",
    ]);
  });

  it("fill the room that their text leaves", () => {
    const rows = [["1", "a\nb"]];
    expect(draw({ border: "cols", width: 11, fill: "~", valign: "bottom" }, rows)).toEqual([
      "| ~~ | a~ |",
      "| 1~ | b~ |",
    ]);
  });

  it("reach both sides, or keep their blanks", () => {
    const text = [["one two three  four", ""]];
    const at = (align: "full" | "asIs"): string[] =>
      draw({ border: "cols", columnOptions: [{ width: 10, align }, { width: 1 }] }, text);
    expect(at("full")).toEqual(["| one    two |   |", "| three      |   |", "| four       |   |"]);
    expect(at("asIs")).toEqual(["| one two th |   |", "| ree  four  |   |"]);
    expect(draw({ border: "cols", trimHorizontal: true }, [["  a \n b"]])).toEqual(["| a    |", "| b    |"]);
  });

  it("are cut instead of growing when they have to keep their size", () => {
    const rows = [["one two three four", "x"]];
    const options = { border: "cols", enforceSize: true, columnOptions: [{ width: 9 }] } as const;
    expect(draw(options, rows)).toEqual(["| one [...] | x |"]);
    expect(draw({ ...options, columnOptions: [{ width: 9, height: 2, cropString: ".." }] }, rows)).toEqual([
      "| one two   | x |",
      "| three..   |   |",
    ]);
    expect(draw({ border: "cols", columnOptions: [{ height: 2 }] }, pair)).toEqual([
      "| 1 | 2 |",
      "|   |   |",
    ]);
  });

  it("may be tables themselves", () => {
    const inner = table([], [["日", "é"]], { border: "cols" });
    expect(draw({ border: "table" }, [[inner, "x"]])).toEqual([
      "+---------------+",
      "| | 日 | é |  x |",
      "+---------------+",
    ]);
  });
});

describe("the size of a table", () => {
  it("is shared evenly when that is wanted", () => {
    const rows = [["1", "long"]];
    expect(draw({ border: "cols", evenWidth: true }, rows)).toEqual(["| 1    | long |"]);
    expect(draw({ border: "cols", evenWidth: true, width: 16 }, rows)).toEqual(["| 1     | long |"]);
    expect(draw({ border: "cols", evenWidth: true, maxWidth: 13 }, rows)).toEqual([
      "| 1   | lon |",
      "|     | g   |",
    ]);
  });

  it("has the height that was given: rows grow, or the highest is cut", () => {
    const rows = [["a\nb\nc"], ["d"]];
    expect(draw({ height: 7, valign: "bottom" }, rows)).toEqual([
      "+---+",
      "|   |",
      "| a |",
      "| b |",
      "| c |",
      "| d |",
      "+---+",
    ]);
    expect(draw({ height: 4, cropString: "…" }, rows)).toEqual(["+---+", "| … |", "| d |", "+---+"]);
    expect(draw({ height: 4 }, [])).toHaveLength(4);
  });

  it("is just what was asked for, whatever is in it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(messyMarkup, { maxLength: 3 }), { maxLength: 4 }),
        fc.record({
          width: fc.integer({ min: 2, max: 60 }),
          height: fc.integer({ min: 1, max: 30 }),
          evenWidth: fc.boolean(),
          enforceSize: fc.boolean(),
          trimHorizontal: fc.boolean(),
          align: fc.constantFrom("left", "right", "centre", "full", "asIs"),
          valign: fc.constantFrom("top", "centre", "bottom"),
          padTop: fc.integer({ min: 0, max: 3 }),
          padLeft: fc.integer({ min: 0, max: 5 }),
          borderWidth: fc.integer({ min: 0, max: 2 }),
        }),
        (rows, options) => {
          const drawn = table(["one", "two"], rows, options).split("\n");
          expect(drawn).toHaveLength(options.height);
          for (const line of drawn) expect(displayWidth(line)).toBe(options.width);
        },
      ),
    );
  });
});

describe("the headings of a table", () => {
  it("look as they were told to", () => {
    const options = {
      border: "header",
      align: "right",
      headerOptions: { align: "left", padTop: 1, enforceSize: true, cropString: "." },
      columnOptions: [{ width: 5 }],
      headerLineChar: "=",
    } as const;
    expect(lines(table(["a long one", "b"], [["1", "22"]], options))).toEqual([
      "",
      "a.     b",
      "=========",
      "    1  22",
    ]);
  });
});

describe("a table that is made bit by bit", () => {
  it("takes rows and columns at any place, and headings", () => {
    const made = new Table({ columns: [["1", "2"]] }, { border: "cols" });
    made.addRow(["3"]).addRow(["0"], 0).addColumn(["a"], { at: 0, header: "A" });
    expect(lines(made.text)).toEqual(["| A |   |", "| a | 0 |", "|   | 1 |", "|   | 2 |", "|   | 3 |"]);
    made.addHeader(["x", "y"]);
    expect(lines(String(made)).slice(0, 2)).toEqual(["| x | y |", "| a | 0 |"]);
    expect(made.spoken).toBe("x: a; y: 0\ny: 1\ny: 2\ny: 3");
  });

  it("changes its looks, and those of one column", () => {
    const made = new Table({ rows: pair });
    made.reformat({ border: "cols" }).reformatColumn(1, { width: 3 }).reformatColumn(1, { align: "right" });
    expect(lines(made.text)).toEqual(["| 1 |   2 |"]);
    made.addColumn(["9"], { at: 1, padWidth: 0 });
    expect(lines(made.text)).toEqual(["| 1 |9|   2 |"]);
  });

  it("gives its lines one by one", () => {
    const made = new Table({ headers: ["n"], rows: [["x"], ["y"]] }, { border: "table" });
    const given = made.lines();
    expect(given.next().value).toBe("+---+");
    expect([...given]).toEqual(made.text.split("\n").slice(1));
  });
});
