import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import { RowPages, StreamPages } from "./row-pages.ts";
import { TextPages } from "./text-pages.ts";

const size = { width: 20, height: 5 };

describe("the pages of a text", () => {
  it("have as many lines as there is room for, broken ones counted as they are shown", () => {
    const pages = new TextPages(`a\nb\n${"c".repeat(45)}\nd`, size);
    expect(pages.count).toBe(2);
    expect(pages.page(1)).toBe("d");
  });

  it("begin anew at a form feed", () => {
    const pages = new TextPages("one\ftwo", size);
    expect([pages.page(0), pages.page(1), pages.page(2)]).toEqual(["one", "two", null]);
  });

  it("have at most 10 000 letters, however few lines those are", () => {
    const pages = new TextPages("x".repeat(50_000), { width: 1_000_000, height: 40 });
    const all = Array.from({ length: pages.count }, (_, at) => pages.page(at)?.length ?? 0);
    expect(Math.max(...all)).toBeLessThanOrEqual(10_000);
    expect(new TextPages(`${"x".repeat(6000)}\n${"y".repeat(6000)}`, { width: 9000, height: 40 }).count).toBe(
      2,
    );
  });

  it("each have the heading above them, and room for less", () => {
    const pages = new TextPages("one\ntwo\nthree\nfour", { width: 20, height: 4 }, "|wName|n\n----");
    expect([pages.page(0), pages.page(1), pages.page(2)]).toEqual([
      "|wName|n\n----\none\ntwo",
      "|wName|n\n----\nthree\nfour",
      null,
    ]);
  });

  it("carry colours over to the next page", () => {
    const pages = new TextPages(`|r${"word\n".repeat(6)}|n`, size);
    expect(pages.page(1)).toContain("|r");
  });

  it("together have every line, in order", () => {
    const lines = fc.array(fc.stringMatching(/^[a-z ]{0,60}$/u), { minLength: 1, maxLength: 40 });
    const room = fc.record({
      width: fc.integer({ min: 5, max: 90 }),
      height: fc.integer({ min: 4, max: 20 }),
    });
    fc.assert(
      fc.property(lines, room, (given, client) => {
        const pages = new TextPages(given.join("\n"), client);
        const seen = Array.from({ length: pages.count }, (_, at) => stripMarkup(pages.page(at) ?? ""));
        expect(seen.join("\n")).toBe(given.join("\n"));
      }),
    );
  });
});

describe("the pages of rows", () => {
  it("write only the rows that are seen", () => {
    const written: number[] = [];
    const row = (at: number): string => `row ${String(written.push(at) && at)}`;
    const pages = new RowPages({ count: 1_000_000, row }, 5, "Rows:");
    expect(pages.count).toBe(250_000);
    expect(pages.page(249_999)).toBe("Rows:\nrow 999996\nrow 999997\nrow 999998\nrow 999999");
    expect(written).toHaveLength(4);
    expect(pages.page(250_000)).toBeNull();
  });

  it("cut a row that alone would be too much for a page", () => {
    const pages = new RowPages({ count: 2, row: () => "x".repeat(90_000) }, 5, null);
    expect(pages.page(0)?.length).toBeLessThan(10_100);
  });
});

describe("the pages of rows that come one after the other", () => {
  it("take no more rows than they need, and come back to what was seen", () => {
    let taken = 0;
    const rows = function* (): Generator<string> {
      for (;;) yield `row ${taken++}`;
    };
    const pages = new StreamPages(rows(), 3, null);
    expect(pages.page(1)).toBe("row 3\nrow 4\nrow 5");
    expect(pages.page(0)).toBe("row 0\nrow 1\nrow 2");
    expect(taken).toBe(7);
    expect(pages.count).toBeNull();
  });

  it("know their number when the rows are at an end", () => {
    const pages = new StreamPages(["a", "b", "c"], 2, null);
    expect([pages.page(0), pages.page(1), pages.page(2), pages.count]).toEqual(["a\nb", "c", null, 2]);
    expect(new StreamPages([], 2, null).page(0)).toBe("");
  });

  it("end a stream that does not end by itself", () => {
    const endless = function* (): Generator<string> {
      for (;;) yield "on";
    };
    const pages = new StreamPages(endless(), 4, null);
    expect(pages.page(5000)).toBeNull();
    expect(pages.count).toBe(1001);
  });
});
