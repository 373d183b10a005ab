import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("who shows players names, and staff everything; doing is the short form", async () => {
  const { bob, types } = await playedScene("Admin");
  expect(await types("who", [], bob)).toMatch(
    /^Name +On for +Idle\n[^]*ann[^]*bob[^]*2 accounts are connected\.$/,
  );
  expect(await types("who", [], bob)).not.toContain("Host");
  expect(await types("who")).toMatch(/Plays +Place +Commands +Protocol +Host[^]*hall[^]*telnet +10\.0\.0\.1/);
  expect(await types("doing")).not.toContain("Host");
});

it("who is read row by row by a screen reader", async () => {
  const { game, ann } = await playedScene();
  const heard = await game.call("who", { as: ann });
  const alt = heard.received.flatMap(({ texts }) => texts).map(({ options }) => options["alt"]);
  expect(alt).toContainEqual(expect.stringMatching(/^Name: ann; On for: .*; Idle: /));
});
