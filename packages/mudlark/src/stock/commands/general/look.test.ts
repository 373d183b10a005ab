import { expect, it } from "vitest";
import { Thing } from "../../classes/thing.ts";
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

it("look names fifty things of many, and look/all all of them, page by page", async () => {
  const { game, ann, types } = await playedScene();
  await game.turn(() => {
    for (let at = 1000; at < 2000; at++)
      game.world.create(Thing, { key: `box ${at}`, location: ann.character.location });
  });
  expect(await types("look")).toMatch(/a box 1049, and 950 more$/);
  expect(await types("look/all")).toMatch(/a box 1050[^]*Page 1 of \d/);
  expect(await types("e")).toMatch(/a box\s1999/);
});
