import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("desc describes the place or a thing, and clears what is there", async () => {
  const { game, ann, types } = await playedScene("Builder");
  await types("create lantern");
  expect(await types("desc lantern = Brass, |rred|n.")).toBe("lantern is described.");
  expect(await types("look lantern")).toContain("Brass, ");
  expect(await types("desc lantern =")).toBe("lantern has no description of its own now.");
  expect(await types("desc A hall.")).toBe("You may not describe hall.");
  const { location } = ann.character;
  await game.turn(() => location?.locks.add("edit:all()"));
  expect(await types("desc A hall.")).toBe("hall is described.");
  expect(await types("look")).toContain("A hall.");
});

it("desc says what is missing, and what is not one's own", async () => {
  const { types, bob } = await playedScene("Builder");
  expect(await types("desc")).toContain("Usage: desc");
  expect(await types("desc bob = A fool.")).toMatch(/You may not edit bob/i);
  expect(await types("desc A fool.", [], bob)).toContain("is not available");
});
