import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("ic plays one's own character, the last one without a name, and nothing that is not one's own", async () => {
  const { game, ann, types } = await playedScene();
  await types("ooc");
  expect(game.session(ann).puppet).toBeNull();
  await types("ic");
  expect(game.session(ann).puppet?.key).toBe("ann");
  await types("ooc");
  await types("puppet ANN");
  expect(game.session(ann).puppet?.key).toBe("ann");
  expect(await types("ic ann")).toContain("already");
  expect(await types("ic bob")).toBe("bob is not a valid character.");
  expect(await types("ic |rmoon")).toBe("|rmoon is not a valid character.");
});
