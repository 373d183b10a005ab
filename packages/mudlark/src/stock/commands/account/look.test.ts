import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("look shows sessions and characters out of character", async () => {
  const { types } = await playedScene();
  await types("ooc");
  expect(await types("look")).toMatch(/ann[^]*ic /i);
});
