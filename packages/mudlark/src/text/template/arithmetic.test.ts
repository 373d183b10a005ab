import fc from "fast-check";
import { expect, it } from "vitest";
import { arithmetic } from "./arithmetic.ts";

it.each([
  ["1", 1],
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["10 - 2 - 3", 5],
  ["7 // 2 + 7 % 2", 4],
  ["-7 // 2", -4],
  ["-7 % 3", 2],
  ["2 ** 3 ** 2", 512],
  ["-2 ** 2", -4],
  ["2 ** -1", 0.5],
  [".5 * 4", 2],
  ["--1", 1],
  ["1 2", null],
  ["1 +", null],
  ["(1", null],
  ["1)", null],
  ["", null],
  ["1 / 0", null],
  ["9 ** 999", null],
  ["process.exit()", null],
  ["1e3", null],
  ["+".repeat(501), null],
])("%j is %j", (text, result) => {
  expect(arithmetic(text)).toBe(result);
});

it("works out what JavaScript works out, and never throws", () => {
  const sign = fc.constantFrom(..."0123456789+-*/%(). ".split(""));
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 600 }), (signs) => {
      const result = arithmetic(signs.join(""));
      expect(result === null || Number.isFinite(result)).toBe(true);
    }),
  );
  const number = fc.integer({ min: 1, max: 99 });
  fc.assert(
    fc.property(number, number, number, number, (a, b, c, d) => {
      expect(arithmetic(`(${a} + ${b}) * ${c} - ${d} / ${a}`)).toBe((a + b) * c - d / a);
    }),
  );
});
