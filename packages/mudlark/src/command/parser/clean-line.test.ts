import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLine } from "./clean-line.ts";

describe("cleanLine", () => {
  it.each([
    ["say hello", "say hello"],
    ["a\tb", "a\tb"],
    ["a\0b\u001bc\u009bd", "abcd"],
    ["an \u202eevil\u202c line", "an evil line"],
    ["\u202a\u202b\u202dx", "x"],
    ["zero\u200bwidth\ufeff\u2060", "zerowidth"],
    ["one\u2028two\u2029three", "onetwothree"],
    ["\u2067שלום\u2069 done", "\u2067שלום\u2069 done"],
    ["\u2067שלום", "\u2067שלום\u2069"],
    ["\u2066a\u2068b", "\u2066a\u2068b\u2069\u2069"],
    ["a\u2069b\u2066c", "ab\u2066c\u2069"],
    // Joiners that Persian and emoji need.
    ["می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"],
  ])("%j becomes %j", (line, clean) => {
    expect(cleanLine(line)).toBe(clean);
  });

  it("leaves no override, and every isolate ended", () => {
    const signs = fc.constantFrom("a", " ", "\u202e", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069", "😀");
    fc.assert(
      fc.property(fc.string({ unit: signs }), (line) => {
        let depth = 0;
        for (const sign of cleanLine(line)) {
          expect(sign).not.toMatch(/[\u202a-\u202e]/);
          if (/[\u2066-\u2068]/.test(sign)) depth++;
          else if (sign === "\u2069") expect(--depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
      }),
    );
  });
});
