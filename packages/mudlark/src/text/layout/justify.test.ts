import fc from "fast-check";
import { expect, it } from "vitest";
import { displayWidth } from "./display-width.ts";
import { justify } from "./justify.ts";

it("fills lines to both margins, the last one of a paragraph excepted", () => {
  expect(justify("one two three four five", 10, "full")).toBe("one    two\nthree four\nfive");
  expect(justify("a b\nc d", 20, "full")).toBe("a b\nc d");
});

it("puts lines to the left, the middle and the right", () => {
  expect(justify("ab cd", 3, "right")).toBe(" ab\n cd");
  expect(justify("ab", 6, "centre")).toBe("  ab");
  expect(justify("ab", 6, "left")).toBe("ab");
});

it("keeps the words, and never makes a line wider than it may be", () => {
  const text = fc.array(fc.stringMatching(/^[a-z]{1,9}$/u), { maxLength: 30 });
  const how = fc.constantFrom("left", "right", "centre", "full");
  fc.assert(
    fc.property(text, fc.integer({ min: 9, max: 40 }), how, (parts, width, manner) => {
      const result = justify(parts.join(" "), width, manner);
      expect(result.split(/\s+/u).filter((word) => word !== "")).toEqual(parts);
      expect(displayWidth(result)).toBeLessThanOrEqual(width);
    }),
  );
});
