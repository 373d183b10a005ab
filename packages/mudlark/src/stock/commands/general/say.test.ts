import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("[commands C24] say says exactly what was typed, to everybody here", async () => {
  const { game, ann, bob } = await playedScene();
  const { textTo } = await game.call("say a=b, c/d", { as: ann });
  expect(textTo(ann)).toBe('You say, "a=b, c/d"');
  expect(textTo(bob)).toBe('Ann says, "a=b, c/d"');
});

it("[commands C25] [commands C26] say takes a slash for text, behind a quotation mark and behind its name", async () => {
  const { types } = await playedScene();
  expect(await types("'/me waves")).toBe('You say, "/me waves"');
  expect(await types("say/loud hi")).toBe('You say, "/loud hi"');
  expect(await types('"|rred')).toBe('You say, "|rred"');
});

it("say needs something to say, and a character", async () => {
  const { types } = await playedScene();
  expect(await types("say")).toContain("Usage: say");
  await types("ooc");
  expect(await types("say hi")).toContain("is not available");
});
