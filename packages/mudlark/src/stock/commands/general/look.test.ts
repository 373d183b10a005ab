import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("look shows the place, or what one looks at", async () => {
  const { types } = await playedScene();
  expect(await types("look")).toMatch(/hall[^]*bob/);
  expect(await types("l bob")).toContain("bob");
  expect(await types("look moon")).toMatch(/moon/);
});

it("look tells who is nowhere so", async () => {
  const { game, ann, types } = await playedScene();
  await game.turn(() => void (ann.character.location = null));
  expect(await types("look")).toMatch(/nowhere/i);
});

it("look shows an account, behind an asterisk", async () => {
  const { types } = await playedScene();
  expect(await types("look *bob")).toBe("bob is connected.");
  expect(await types("look *nobody")).toContain("nobody");
});
