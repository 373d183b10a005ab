import { test } from "node:test";
import { assertSent, testGame } from "mudlark/testing";
import definition from "../src/game.ts";

test("a newcomer begins in Limbo", async () => {
  await using game = await testGame({ definition });
  const newcomer = await game.enter("ann");
  assertSent(await game.call("look", { as: newcomer }), newcomer, "Limbo");
});
