import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("quit with an empty switch ends nothing", async () => {
  const { game, ann, types } = await playedScene();
  expect(await types("quit//")).toContain("It has /all.");
  expect(ann.session.closedFor).toBeNull();
  expect(game.world.sessions.accounts()).toHaveLength(2);
});

it("quit ends this connection", async () => {
  const { ann, bob, types } = await playedScene();
  await types("quit");
  expect(ann.session.closedFor).not.toBeNull();
  expect(bob.session.closedFor).toBeNull();
});
