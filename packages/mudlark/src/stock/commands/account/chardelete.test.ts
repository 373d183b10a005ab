import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("chardelete deletes after the whole word yes only", async () => {
  const { types } = await playedScene("superuser");
  await types("charcreate Bess");
  expect(await types("chardelete Bess", ["y"])).toContain("Bess stays.");
  expect(await types("chardelete bess", ["yes"])).toContain("Bess was deleted.");
  expect(await types("chardelete Bess")).toBe('You have no character called "Bess".');
  expect(await types("chardelete bob")).toBe('You have no character called "bob".');
  expect(await types("chardelete")).toContain("Usage: chardelete");
});
