import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("[commands C27] pose shows what one does, with no blank before an apostrophe", async () => {
  const { game, ann, bob, types } = await playedScene();
  const { textTo } = await game.call(":'s hat", { as: ann });
  expect(textTo(bob)).toBe("ann's hat");
  const waves = await game.call("emote waves.", { as: ann });
  expect(waves.textTo(bob)).toBe("ann waves.");
  expect(waves.textTo(ann)).toMatch(/waves\.$/);
  expect(await types("pose")).toContain("Usage: pose");
});
