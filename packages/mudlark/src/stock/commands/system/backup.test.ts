import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("backup says why there is none of a world in memory, and is for developers", async () => {
  const { bob, types } = await playedScene("Developer");
  expect(await types("backup")).toMatch(/A backup is being made[^]*kept in memory only/);
  expect(await types("backup", [], bob)).toContain("is not available");
});
