import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

import { Thing } from "../../classes/thing.ts";

it("inventory lists what one carries, alike things together", async () => {
  const { game, ann, types } = await playedScene();
  expect(await types("i")).toMatch(/nothing/);
  for (const key of ["coin", "coin", "sword"]) await game.create(Thing, { key, location: ann.character });
  expect(await types("inventory")).toMatch(/two coins[^]*sword/);
  expect(await types("inv")).toBe(await types("inventory"));
});
