import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("time tells the time of the game and of the server, and for how long it has run", async () => {
  const { game, types } = await playedScene();
  await game.clock.advance("2h");
  expect(await types("time")).toMatch(
    /^In the game it is \d\d:\d\d.*\nFor the server it is \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\nIt was last started or reloaded 2h 0m ago/,
  );
  expect(await types("uptime")).toContain("For the server");
});
