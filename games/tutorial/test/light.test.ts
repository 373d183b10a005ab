import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNotSent, assertSent, testGame } from "mudlark/testing";
import { light } from "../src/commands/light.ts";
import { Lantern } from "../src/things/lantern.ts";

test("light tells the room, unless one is quiet about it", async () => {
  await using game = await testGame({ classes: [Lantern], commands: [light] });
  const { ann, bea } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bea: "hall" } });
  await game.create(Lantern, { key: "lantern", location: ann.character });
  await game.create(Lantern, { key: "tin lamp", location: ann.character });

  const open = await game.call("light lantern", { as: ann });
  assertSent(open, ann, "You light the lantern.");
  assertSent(open, bea, /lights the lantern/);
  assertSent(await game.call("light lantern", { as: ann }), ann, "It burns already.");

  const quiet = await game.call("light/quiet tin lamp", { as: ann });
  assertSent(quiet, ann, /the wick takes the flame/);
  assertNotSent(quiet, bea);
});

test("light asks before it burns the last of the oil", async () => {
  await using game = await testGame({ classes: [Lantern], commands: [light] });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const lantern = await game.create(Lantern, {
    key: "lantern",
    location: ann.character,
    attributes: { fuel: 5 },
  });

  assertSent(await game.call("light lantern", { as: ann, answers: ["n"] }), ann, /You keep the last/);
  assert.equal(lantern.lit, false);
  assertSent(await game.call("light lantern", { as: ann, answers: ["y"] }), ann, /You light the lantern/);
  assert.equal(lantern.lit, true);
  await game.turn(() => (lantern.lit = false));
  assertSent(await game.call("light lantern", { as: ann }), ann, "Not a drop of oil");
});
