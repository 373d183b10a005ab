import { expect, it } from "vitest";
import { Thing } from "../../classes/thing.ts";
import { playedScene } from "../played-scene.suite.ts";

it("force lets a thing act, and tells what came of it", async () => {
  const { game, ann, bob, types } = await playedScene("Builder");
  await types("create/drop golem");
  const golem = ann.character.location?.contents.find(({ key }) => key === "golem");
  await game.turn(() => golem?.cmdset.add(bob.character.cmdset.all()[0]!));
  const { textTo } = await game.call("force golem = say Who goes there?", { as: ann });
  expect(textTo(bob)).toBe('Golem says, "Who goes there?"');
  expect(textTo(ann)).toMatch(/golem \(#\d+\) did it: say Who goes there\?$/);
  expect(await types("force golem = get moon")).toMatch(/golem \(#\d+\) could not do it: get moon$/);
  expect(await types("force golem = fly |rup")).toMatch(/knows no such command: fly \|rup$/);
});

it("force is not for what one may not change", async () => {
  const { game, ann, bob, types } = await playedScene("Builder");
  await game.create(Thing, {
    key: "statue",
    location: ann.character.location,
    locks: "edit:false();control:false()",
  });
  expect(await types("force bob = say I am a fool")).toContain("You may not force bob");
  expect(await types("force statue = say Boo")).toContain("You may not force statue");
  expect(await types("force bob")).toContain("Usage: force");
  expect(await types("force ann = quit", [], bob)).toContain("is not available");
});
