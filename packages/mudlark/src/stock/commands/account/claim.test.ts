import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("claim makes a superuser, once, with the right code and in time", async () => {
  const { game, ann, types } = await playedScene();
  expect(await types("claim ABC")).toBe("That code is not valid, or no longer.");
  await game.turn(() => game.world.settings.set("claim", { code: "ABC", until: game.clock.now() + 1000 }));
  expect(await types("claim XYZ")).toBe("That code is not valid, or no longer.");
  expect(await types("claim ABC")).toBe("You rule this game now.");
  expect(game.session(ann).account?.isSuperuser).toBe(true);
  expect(await types("claim ABC")).toBe("That code is not valid, or no longer.");
});
