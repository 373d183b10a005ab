import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("home goes home, once", async () => {
  const { game, ann, bob, types } = await playedScene("Builder");
  const yard = game.world.called("object", "yard")[0] as typeof ann.character;
  await game.turn(() => void (ann.character.home = yard));
  await types("home");
  expect(ann.character.location).toBe(yard);
  expect(await types("home")).toBe("You are home already.");
  await game.turn(() => void (ann.character.home = null));
  expect(await types("home")).toBe("You have no home.");
  expect(await types("home", [], bob)).toContain("is not available");
});
