import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("shutdown asks first, and is for developers", async () => {
  const { game, ann, bob, types } = await playedScene("Developer");
  expect(await types("shutdown", [], bob)).toContain("is not available");
  expect(await types("shutdown", [""])).toMatch(/Stop the whole server\?[^]*The server goes on\./);
  expect(await types("look")).toContain("hall");
  expect(ann.session.closedFor).toBeNull();
  expect(game.world.sessions.all()).toHaveLength(2);
});
