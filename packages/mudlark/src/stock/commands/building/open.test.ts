import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("open makes exits there and back, and reroutes those that are there", async () => {
  const { ann, types } = await playedScene("Builder");
  expect(await types("open gate;g, back = yard")).toMatch(
    /^You open gate \(#\d+\) from hall to yard \(#\d+\)\.\nYou open back \(#\d+\) from yard to hall/,
  );
  await types("g");
  expect(ann.character.location?.key).toBe("yard");
  await types("back");
  expect(await types("open gate = yard")).toContain("exists already, and leads to yard");
  expect(await types("open gate = hall")).toContain("existed already, and leads to hall");
});

it("open refuses names of what is no exit, and missing places", async () => {
  const { types, bob } = await playedScene("Builder");
  await types("create/drop box");
  expect(await types("open box = yard")).toContain("has that name already, and is no exit.");
  expect(await types("open gate = moon")).toMatch(/moon/);
  expect(await types("open gate:no.Such = yard")).toContain('There is no class "no.Such" for that.');
  expect(await types("open gate")).toContain("Usage: open");
  expect(await types("open gate = yard", [], bob)).toContain("is not available");
});
