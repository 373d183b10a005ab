import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

import { Thing } from "../../classes/thing.ts";

it("[commands C48] drop lays down as many as are named, in one message", async () => {
  const { game, ann, bob } = await playedScene();
  for (let n = 0; n < 3; n++) await game.create(Thing, { key: "coin", location: ann.character });
  const { textTo } = await game.call("drop 2 coins", { as: ann });
  expect(textTo(ann)).toBe("You drop two coins.");
  expect(textTo(bob)).toBe("Ann drops two coins.");
  expect(ann.character.contents).toHaveLength(1);
});

it("drop takes only what one carries", async () => {
  const { game, ann, types } = await playedScene();
  await game.create(Thing, { key: "rock", location: ann.character.location });
  expect(await types("drop rock")).toMatch(/rock/);
  expect(await types("drop rock")).not.toContain("You drop");
  expect(await types("drop")).toContain("Usage: drop");
});
