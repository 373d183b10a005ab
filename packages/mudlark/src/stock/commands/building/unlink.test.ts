import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("unlink takes away where an exit leads", async () => {
  const { ann, types, bob } = await playedScene("Builder");
  await types("open gate = yard");
  expect(await types("unlink gate")).toMatch(/^gate \(#\d+\) leads nowhere now\.$/);
  await types("gate");
  expect(ann.character.location?.key).toBe("hall");
  expect(await types("unlink gate")).toContain("leads nowhere already.");
  expect(await types("unlink bob")).toContain("You may not change where bob leads.");
  expect(await types("unlink")).toContain("Usage: unlink");
  expect(await types("unlink gate", [], bob)).toContain("is not available");
});
