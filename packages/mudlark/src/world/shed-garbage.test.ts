import { setImmediate as nextTurn } from "node:timers/promises";
import { cachedDataVersionTag } from "node:v8";
import { expect, it } from "vitest";
import { shedAfterLoading } from "./shed-garbage.ts";

/** Is something that nobody holds any more gone? In a turn of its own, because the present one holds what it has seen. */
const isGone = async (work: () => void): Promise<boolean> => {
  const garbage = new WeakRef({ something: "nobody wants" });
  await nextTurn();
  work();
  return garbage.deref() === undefined;
};

it("gives back at once what a big load leaves behind, and what Node has compiled stays of use", async () => {
  const before = cachedDataVersionTag();
  expect(await isGone(() => shedAfterLoading(1_000_000))).toBe(true);
  expect(cachedDataVersionTag()).toBe(before);
});
