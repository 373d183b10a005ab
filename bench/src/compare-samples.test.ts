import { expect, it } from "vitest";
import { integerBetween, seededRandom } from "../../packages/mudlark/src/base/random.ts";
import { compareSamples, rankTest } from "./compare-samples.ts";

const random = seededRandom(4);
const sample = (shift: number): number[] =>
  Array.from({ length: 200 }, () => shift + integerBetween(random, 0, 100));

it("sees no difference where there is none, and a small one where there is one", () => {
  const [one, same, other] = [sample(0), sample(0), sample(25)];
  expect(rankTest(one, same)).toBeGreaterThan(0.05);
  expect(rankTest(one, other)).toBeLessThan(0.01);
  expect(compareSamples("these", one, "those", other, "ms")).toContain("they differ");
});

it("agrees with a worked example, ties included", () => {
  const low = [1, 2, 2, 3, 4, 5, 6, 7, 8, 9];
  const high = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
  // U is 12.5 of 100, so z is 2.835.
  expect(rankTest(low, high)).toBeCloseTo(0.0046, 4);
});
