import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("ooc leaves the character, and stays connected", async () => {
  const { game, ann, types } = await playedScene();
  expect(await types("ooc")).toContain("You go out of character.");
  expect(game.session(ann).puppet).toBeNull();
  expect(ann.session.closedFor).toBeNull();
  expect(await types("unpuppet")).toBe("You are already out of character.");
});
