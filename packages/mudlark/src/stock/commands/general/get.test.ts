import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

import { Thing } from "../../classes/thing.ts";

it("get takes one thing, several or all of a sort, and everybody reads it", async () => {
  const { game, ann, bob, types } = await playedScene();
  for (let n = 0; n < 4; n++) await game.create(Thing, { key: "coin", location: ann.character.location });
  const one = await game.call("get coin-1", { as: ann });
  expect(one.textTo(ann)).toBe("You pick up a coin.");
  expect(one.textTo(bob)).toBe("Ann picks up a coin.");
  expect(await types("get 2 coins")).toBe("You pick up two coins.");
  expect(await types("grab all")).toContain("coin");
  expect(ann.character.contents).toHaveLength(4);
});

it("[commands C50] get says what the thing itself says about not being taken", async () => {
  const { game, ann, types } = await playedScene();
  const lamp = await game.create(Thing, { key: "lamp", location: ann.character.location });
  await game.turn(() => {
    lamp.locks.add("get:false()");
    lamp.attributes.add("get_err_msg", "Too hot.");
  });
  expect(await types("get lamp")).toBe("Too hot.");
  expect(lamp.location).toBe(ann.character.location);
  expect(await types("get me")).not.toContain("You pick up");
  expect(await types("get moon")).toMatch(/moon/);
  expect(await types("get")).toContain("Usage: get");
});

it("get all takes what can be taken, and says why the rest stays", async () => {
  const { game, ann, types } = await playedScene();
  const place = { location: ann.character.location };
  const statue = await game.create(Thing, { key: "statue", ...place, locks: "get:false()" });
  const coin = await game.create(Thing, { key: "coin", ...place });
  const stone = await game.create(Thing, { key: "stone", ...place });
  Object.defineProperty(stone, "atPreGet", { value: () => false });
  expect(await types("get all")).toBe("You cannot get statue.\nYou pick up a coin.");
  expect(ann.character.contents).toEqual([coin]);
  expect([statue, stone].map(({ location }) => location)).toEqual([place.location, place.location]);
  await game.create(Thing, { key: "cursed ring", location: ann.character, locks: "drop:false()" });
  expect(await types("drop all")).toBe("You cannot drop cursed ring.\nYou drop a coin.");
});

it("get, drop and give take any one of things that are alike, when one is asked for by number", async () => {
  const { game, ann, bob, types } = await playedScene();
  const { location } = ann.character;
  for (let n = 0; n < 3; n++) await game.create(Thing, { key: "coin", location });
  expect(await types("get coin")).toMatch(/^There is more than one "coin"/);
  expect(await types("get 1 coin")).toBe("You pick up a coin.");
  expect(await types("get 99 coin")).toBe("You pick up two coins.");
  expect(await types("drop 1 coin")).toBe("You drop a coin.");
  expect(await types("give 1 coin to bob")).toBe("You give a coin to bob.");
  expect([ann.character.contents.length, bob.character.contents.length]).toEqual([1, 1]);
  await game.create(Thing, { key: "red ball", location });
  await game.create(Thing, { key: "blue ball", location });
  expect(await types("get 1 ball")).toMatch(/^There is more than one "ball"/);
  const only = await game.create(Thing, { key: "1 up", location });
  expect(await types("get 1 up")).toContain("1 up");
  expect(only.location).toBe(ann.character);
});
