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
    );
    expect(lines(text)).toEqual(["Name    Idle", "日本語  1m", "Ann     10m"]);
    expect(text).toBe("|uName    Idle|n\n日本語  1m\n|rAnn|n     10m");
  });

  it("stands as it was told to", () => {
    const text = table(["n", "thing"], [["100", "a"]], { align: ["right", "centre"] });
    expect(lines(text)).toEqual(["  n  thing", "100    a"]);
  });

  it("wraps in the widest column when there is too little room", () => {
    const text = table(
      ["name", "where"],
      [
        ["Ann", "a very long name of a place"],
        ["Bea", "hall"],
      ],
      { width: 20 },
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
    expect(table([], [["|rone two|n", "x"]], { width: 6 })).toBe("|rone|n  x\n|rtwo|n");
    expect(table([], [["|ra\nb", "x"]])).toBe("|ra|n  x\n|rb|n");
  });

  it("takes rows of any length, and no headings", () => {
    expect(lines(table(["a"], [["1", "2"], [], ["3"]]))).toEqual(["a", "1  2", "", "3"]);
    expect(table([], [])).toBe("");
  });

  it("cuts what cannot fit", () => {
    const text = table(["a", "b", "c"], [["long", "long", "long"]], { width: 8 });
    for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(8);
  });

  it("never gets wider than it may", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(messyMarkup, { maxLength: 4 }), { maxLength: 4 }),
        fc.integer({ min: 2, max: 40 }),
        (rows, width) => {
          for (const line of table(["one", "two"], rows, { width }).split("\n")) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
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
