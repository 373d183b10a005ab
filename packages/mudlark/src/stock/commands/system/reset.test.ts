import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("reset begins anew with the same players, for developers", async () => {
  const { game, ann, bob, types } = await playedScene("Developer");
  const before = game.world;
  expect(await types("reset", [], bob)).toContain("is not available");
  await game.call("reset", { as: ann });
  expect(game.world).not.toBe(before);
  expect(ann.session.closedFor).toBeNull();
});
