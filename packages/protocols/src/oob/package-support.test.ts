import { expect, it } from "vitest";
import { PackageSupport } from "./package-support.ts";

it("covers what is below a named package, not what is beside or above it", () => {
  const support = new PackageSupport();
  support.replace(["Char 1", "Comm.Channel 2"]);
  expect(support.wants("Char.Vitals", 0)).toBe(true);
  expect(support.wants("char", 0)).toBe(true);
  expect(support.wants("Charge", 0)).toBe(false);
  expect(support.wants("Comm", 0)).toBe(false);
  expect(support.wants("Comm.Channel.Text", 0)).toBe(true);
});

it("replaces, merges and removes", () => {
  const support = new PackageSupport();
  support.replace(["A 1", "B 1"]);
  support.add(["A 3", "C", 7, null, ""]);
  support.remove(["B", "D 9"]);
  expect([support.version("a"), support.version("B"), support.version("C")]).toEqual([3, null, 1]);
  support.replace([]);
  expect(support.wants("A", 1e9)).toBe(false);
});

it("keeps a bounded number of names", () => {
  const support = new PackageSupport();
  support.add(Array.from({ length: 1000 }, (_, n) => `P${n} 1`));
  expect(support.wants("P255", 0)).toBe(true);
  expect(support.wants("P256", 0)).toBe(false);
});

it("takes two seconds of silence for a wish for everything", () => {
  const support = new PackageSupport();
  expect(support.wants("A", 5000)).toBe(false);
  support.agreed(1000);
  expect(support.wants("A", 2999)).toBe(false);
  expect(support.wants("A", 3000)).toBe(true);
});
