import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("reload replaces the game code, and players stay", async () => {
  const { game, ann, bob, types } = await playedScene("Developer");
  const before = game.world;
  expect(await types("reload", [], bob)).toContain("is not available");
  await game.call("reload more lamps", { as: ann });
  expect(ann.session.text).toContain("Loading the new code");
  expect(game.world).not.toBe(before);
  expect(await types("look", [], bob)).toContain("hall");
});
