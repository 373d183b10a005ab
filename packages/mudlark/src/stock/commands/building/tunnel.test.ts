import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("[commands C40] tunnel makes a room in a direction, with exits there and back", async () => {
  const { ann, types, bob } = await playedScene("Builder");
  expect(await types("tunnel n = Cellar, cold")).toMatch(/Cellar, cold \(#\d+\).*north.*south/);
  await types("n");
  expect(ann.character.location?.key).toBe("Cellar, cold");
  await types("s");
  expect(ann.character.location?.key).toBe("hall");
  await types("tunnel/oneway/tel u");
  expect(ann.character.location?.key).not.toBe("hall");
  expect(await types("d")).toContain("is not available");
  expect(await types("tunnel sideways = X")).toMatch(/sideways/);
  expect(await types("tunnel")).toContain("Usage: tunnel");
  expect(await types("tunnel n", [], bob)).toContain("is not available");
});
