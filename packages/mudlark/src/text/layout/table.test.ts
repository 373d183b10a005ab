import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "../markup/messy-markup.suite.ts";
import { stripMarkup } from "../markup/plain-text.ts";
import { displayWidth } from "./display-width.ts";
import { spokenTable } from "./spoken-table.ts";
import { table } from "./table.ts";

const lines = (text: string): string[] => stripMarkup(text).split("\n");

describe("table", () => {
  it("has columns of equal width under underlined headings", () => {
    const text = table(
      ["Name", "Idle"],
      [
        ["日本語", "1m"],
        ["|rAnn|n", "10m"],
      ],
      { border: "none" },
    );
    expect(lines(text)).toEqual(["Name    Idle", "日本語  1m", "Ann     10m"]);
    expect(text).toBe("|uName    Idle|n\n日本語  1m\n|rAnn|n     10m");
  });

  it("stands as it was told to", () => {
    const text = table(["n", "thing"], [["100", "a"]], { align: ["right", "centre"], border: "none" });
    expect(lines(text)).toEqual(["  n  thing", "100    a"]);
  });

  it("wraps in the widest column when there is too little room", () => {
    const text = table(
      ["name", "where"],
      [
        ["Ann", "a very long name of a place"],
        ["Bea", "hall"],
      ],
      { maxWidth: 20, border: "none" },
    );
    expect(lines(text)).toEqual([
      "name  where",
      "Ann   a very long",
      "      name of a",
      "      place",
      "Bea   hall",
    ]);
  });

  it("keeps colours within their cells", () => {
    expect(table([], [["|rone two|n", "x"]], { maxWidth: 6, border: "none" })).toBe("|rone|n  x\n|rtwo|n");
    expect(table([], [["|ra\nb", "x"]], { border: "none" })).toBe("|ra|n  x\n|rb|n");
  });

  it("takes rows of any length, and no headings", () => {
    expect(lines(table(["a"], [["1", "2"], [], ["3"]], { border: "none" }))).toEqual(["a", "1  2", "", "3"]);
    expect(table([], [], { border: "none" })).toBe("");
  });

  it("cuts what cannot fit", () => {
    const text = table(["a", "b", "c"], [["long", "long", "long"]], { maxWidth: 8 });
    for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(8);
  });

  it("never gets wider than it may", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(messyMarkup, { maxLength: 4 }), { maxLength: 4 }),
        fc.integer({ min: 2, max: 40 }),
        (rows, width) => {
          for (const line of table(["one", "two"], rows, { maxWidth: width }).split("\n")) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});

describe("a table of a given width", () => {
  const family = "👩‍👩‍👧‍👦";
  const borders = ["none", "header", "table", "tablecols", "cols", "incols", "rows", "cells"] as const;

  it("[commands C71] has lines of just that many cells, whatever the letters are", () => {
    const cells = [
      ["日本語", family],
      ["e\u0301a\u0300o\u0302", "🇩🇪 and ✌🏽"],
      [`|r日本語${family}日本語${family}|n`, "x"],
    ];
    for (const border of borders) {
      const text = table(["名", "what"], cells, { width: 20, border });
      expect(text.split("\n").map(displayWidth), border).toEqual(text.split("\n").map(() => 20));
      expect(stripMarkup(text)).toContain("日本語");
      expect(text).toContain(family);
      expect(text.normalize("NFC")).toContain("éàô");
    }
  });

  it("never has another width, however much is in it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(messyMarkup, { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 2, max: 60 }),
        fc.constantFrom(...borders),
        (rows, width, border) => {
          for (const line of table(["one", "two"], rows, { width, border }).split("\n")) {
            expect(displayWidth(line)).toBe(width);
          }
        },
      ),
    );
  });

  it("shares spare room, and leaves widths that were given", () => {
    const options = { width: 12, columnOptions: [null, { width: 3 }], border: "cols" } as const;
    expect(lines(table(["a", "b"], [["1", "long"]], options))).toEqual([
      "| a  | b   |",
      "| 1  | lon |",
      "|    | g   |",
    ]);
  });
});

describe("the border of a table", () => {
  it("goes around, under the headings, between columns and between rows", () => {
    const text = table(
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
      { border: "cells" },
    );
    expect(lines(text)).toEqual([
      "+---+---+",
      "| a | b |",
      "+~~~+~~~+",
      "| 1 | 2 |",
      "+---+---+",
      "| 3 | 4 |",
      "+---+---+",
    ]);
    expect(lines(table(["a", "b"], [["1", "2"]], { border: "header" }))).toEqual(["a  b", "~~~~", "1  2"]);
    expect(lines(table(["a", "b"], [["1", "2"]], { border: "incols" }))).toEqual(["a | b", "1 | 2"]);
  });

  it("lets low cells stand where they are told to", () => {
    const tall = [["1\n2\n3", "x"]];
    expect(lines(table([], tall, { border: "none", valign: "bottom" }))).toEqual(["1", "2", "3  x"]);
    expect(lines(table([], tall, { border: "none", valign: "centre" }))).toEqual(["1", "2  x", "3"]);
  });
});

describe("spokenTable", () => {
  it("names each cell by its heading", () => {
    const rows = [
      ["Ann", "hall\nof mirrors"],
      ["Bea", ""],
    ];
    expect(spokenTable(["Name", "Where"], rows)).toBe("Name: Ann; Where: hall of mirrors\nName: Bea");
    expect(spokenTable([], [["a", "b"]])).toBe("a; b");
  });
});
