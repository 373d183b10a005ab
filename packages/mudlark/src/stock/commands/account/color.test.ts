import { expect, it } from "vitest";
import { displayWidth } from "../../../text/index.ts";
import { playedScene } from "../played-scene.suite.ts";
import { color } from "./color.ts";

it("color shows every colour of a kind, by the code that makes it", async () => {
  const { types } = await playedScene();
  const ansi = await types("color a");
  for (const letter of "rgybmcwxRGYBMCWX") expect(ansi).toContain(`|${letter}`);
  const many = await types("color xterm256");
  expect(many.match(/\|[0-5]{3}/g)).toHaveLength(216);
  expect(many.match(/\|=[a-z]/g)).toHaveLength(26);
});

it("color shows shades in lines that fit", async () => {
  const { game, ann } = await playedScene();
  const lines = (await game.call("color truecolor", { as: ann })).sentTo(ann).join("\n").split("\n");
  expect(lines).toHaveLength(2);
  expect(lines.map(displayWidth)).toEqual([72, 72]);
  expect(lines[0]).toMatch(/^\|\[#ff0000 .*\|\[#0000ff \|n$/);
});

it("color knows three kinds", async () => {
  const { types } = await playedScene();
  expect(await types("color pink")).toContain('"pink" is not');
  expect(await types("color")).toContain("Usage: color <ansi|xterm256|truecolor>");
  expect(color.aliases).toContain("colour");
});
