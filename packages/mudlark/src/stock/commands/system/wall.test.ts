import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("wall tells everybody who is connected, as text and not as markup", async () => {
  const { game, ann, bob, types } = await playedScene("Admin");
  const { textTo } = await game.call("wall |rFire|n!", { as: ann });
  expect([textTo(ann), textTo(bob)]).toEqual(Array(2).fill("ann says to everybody: |rFire|n!"));
  expect(await types("wall")).toContain("Usage: wall");
  expect(await types("wall x", [], bob)).toContain("is not available");
});
