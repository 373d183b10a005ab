import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("tag shows, adds, finds and removes tags", async () => {
  const { types } = await playedScene("Builder");
  await types("create lantern, torch");
  expect(await types("tag lantern")).toMatch(/^lantern \(#\d+\) has no tags\.$/);
  expect(await types("tag lantern = old")).toContain('has the tag "old" now.');
  expect(await types("tag torch = old:age")).toContain('has the tag "old:age" now.');
  expect(await types("tag/search old")).toMatch(/^2 objects were found:\n.*lantern.*\n.*torch/);
  expect(await types("tag/search OLD:age")).toMatch(/^One object was found:\n.*torch/);
  expect(await types("tag lantern = old")).toContain("already.");
  expect(await types("tag/del lantern = old")).toContain('has lost the tag "old".');
  expect(await types("tag/del lantern = old")).toContain('has no tag "old".');
  expect(await types("tag/del torch")).toContain("has lost all its tags.");
  expect(await types("tag/search old")).toBe('Nothing has the tag "old".');
});

it("tag takes a colon in quotes as a part of the tag", async () => {
  const { types } = await playedScene("Builder");
  await types("create lantern");
  await types('tag lantern = "1:2":Ratio');
  expect(await types("tag lantern")).toMatch(/ has the tag 1:2 \(of ratio\)\.$/);
  expect(await types('tag/search "1:2"')).toContain("One object was found");
});

it("[commands C38] tag refuses what belongs to others, and what is the engine's", async () => {
  const { game, types, bob } = await playedScene("Builder");
  const dee = await game.enter("dee", { permissions: ["Developer"], in: bob.character.location! });
  await types("create/drop it", [], dee);
  expect(await types("tag it = v")).toContain("You may not change the tags of it");
  await types("create box");
  expect(await types("tag box = x:mudlark")).toContain("is the engine's own, and stays as it is.");
  expect(await types("tag/search x = y")).toContain("Usage: tag/search");
  expect(await types("tag moon = x")).toMatch(/moon/);
  expect(await types("tag")).toContain("Usage: tag");
  expect(await types("tag box", [], bob)).toContain("is not available");
});
