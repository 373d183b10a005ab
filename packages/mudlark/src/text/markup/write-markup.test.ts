import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messyMarkup } from "./messy-markup.suite.ts";
import { parseMarkup } from "./parse-markup.ts";
import { writeMarkup } from "./write-markup.ts";

const rewritten = (source: string): string => writeMarkup(parseMarkup(source));

describe("writeMarkup", () => {
  it.each([
    ["|rred|n word", "|rred|n word"],
    ["|ra|Bb", "|ra|Bb|n"],
    ["|ra|[Bb|nc", "|ra|[Bb|nc"],
    ["|500a|hb|Hc", "|500a|hb|Hc|n"],
    ["|#ff8800abc|#f80x", "|#ff8800abcx|n"],
    ["|[=ma|=z|[rb", "|[=ma|555|[rb|n"],
    ["a|ub|Uc|*d", "a|ub|nc|*d|n"],
    ["|*a|nb|rc", "|*a|nb|rc|n"],
    ["|lclook|lta|rb|le|nc", "|lclook|lta|rb|le|nc"],
    ["||{{", "||{{"],
  ])("%s comes out as %s", (source, written) => {
    expect(rewritten(source)).toBe(written);
  });

  it("says the same again", () => {
    fc.assert(
      fc.property(messyMarkup, (source) => {
        const runs = parseMarkup(source);
        expect(parseMarkup(writeMarkup(runs))).toEqual(runs);
      }),
    );
  });

  it("leaves nothing on", () => {
    fc.assert(
      fc.property(messyMarkup, (source) => {
        const last = parseMarkup(`${rewritten(source)}x`).at(-1);
        const alone = parseMarkup("x")[0];
        expect(last).toEqual({ ...alone, text: last?.text });
      }),
    );
  });
});
