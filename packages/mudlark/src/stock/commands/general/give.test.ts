import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

import { Thing } from "../../classes/thing.ts";

it("[commands C49] give hands something over, and keeps what one gives oneself", async () => {
  const { game, ann, bob, types } = await playedScene();
  const sword = await game.create(Thing, { key: "sword", location: bob.character });
  const { textTo } = await game.call("give sword to Ann", { as: bob });
  expect(textTo(ann)).toMatch(/gives a sword to you\./i);
  expect(sword.location).toBe(ann.character);
  expect(await types("give sword = bob")).toMatch(/You give/);
  expect(await types("give sword = Bob", [], bob)).toMatch(/keep/i);
  expect(sword.location).toBe(bob.character);
});

it("give says what is missing", async () => {
  const { types } = await playedScene();
  expect(await types("give sword to bob")).toMatch(/sword/);
  expect(await types("give sword")).toContain("Usage: give");
});
