import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("setdesc is what others see", async () => {
  const { bob, types } = await playedScene();
  expect(await types("setdesc A tall woman, |rred.")).toBe("You set your description.");
  expect(await types("look ann", [], bob)).toContain("A tall woman, ");
  expect(await types("setdesc")).toContain("Usage: setdesc");
});
