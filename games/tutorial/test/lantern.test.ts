import assert from "node:assert/strict";
import { test } from "node:test";
import { testGame } from "mudlark/testing";
import { Lantern } from "../src/things/lantern.ts";

test("a lantern burns oil each time it is lit, and no more than it has", async () => {
  await using game = await testGame({ classes: [Lantern] });
  const lantern = await game.create(Lantern, { key: "lantern", attributes: { fuel: 15 } });
  assert.equal(lantern.isAlmostDry, false);

  // Whatever changes the world belongs in a turn.
  await game.turn(() => lantern.ignite());
  assert.equal(lantern.fuel, 5);
  assert.equal(lantern.isAlmostDry, true);
  assert.equal(lantern.getDisplayName(), "burning lantern");

  await game.turn(() => lantern.ignite());
  assert.equal(lantern.fuel, 0);

  // After a reload there is a new world; `current` finds the same lantern in it.
  await game.reload();
  assert.equal(game.current(lantern).fuel, 0);
  assert.equal(game.current(lantern).lit, true);
});
