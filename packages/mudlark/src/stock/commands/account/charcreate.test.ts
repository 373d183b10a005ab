import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("charcreate makes a character with a description, up to as many as the mode allows", async () => {
  const { types } = await playedScene("superuser");
  expect(await types("charcreate Bess = A tall woman.")).toBe("Bess was created. Type ic Bess to play.");
  await types("ic Bess");
  expect(await types("look me")).toContain("A tall woman.");
  expect(await types("charcreate")).toContain("Usage: charcreate");
  expect(await types("charcreate Bess")).not.toContain("was created");
});

it("charcreate is refused to who has as many as there may be", async () => {
  const { bob, types } = await playedScene();
  expect(await types("charcreate Bess", [], bob)).not.toContain("was created");
});
