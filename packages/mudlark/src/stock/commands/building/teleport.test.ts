import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("teleport takes oneself or a thing elsewhere, and out of the world", async () => {
  const { game, ann, bob, types } = await playedScene("Builder");
  await types("create box");
  const yard = game.world.called("object", "yard")[0] as typeof ann.character;
  await game.turn(() => yard.locks.add("teleport_here:all()"));
  expect(await types("tel box to yard")).toBe("box is in yard now.");
  await types("teleport yard");
  expect(ann.character.location).toBe(yard);
  expect(await types("tel/tonone box")).toBe("box is nowhere now.");
  const hall = bob.character.location;
  await game.turn(() => hall?.locks.add("teleport_here:all()"));
  await types(`teleport/loc ${bob.character.ref}`);
  expect(ann.character.location).toBe(hall);
});

it("[commands C44] teleport refuses a thing into itself, and where one is already", async () => {
  const { types, bob } = await playedScene("Builder");
  await types("create a box");
  expect(await types("tel a box = a box")).toBe("a box cannot be inside itself.");
  expect(await types("tel hall")).toBe("You are there already.");
  expect(await types("tel/tonone a box = hall")).toContain("there is no destination");
  expect(await types("tel moon")).toMatch(/moon/);
  expect(await types("tel")).toContain("Usage: tel[");
  expect(await types("tel hall", [], bob)).toContain("is not available");
});
