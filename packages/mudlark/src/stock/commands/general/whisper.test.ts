import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("whisper is heard by those who are named, and nobody else", async () => {
  const { game, ann, bob, types } = await playedScene();
  const cid = await game.enter("cid", { in: ann.character.location! });
  const { textTo } = await game.call("whisper bob = Follow me.", { as: ann });
  expect(textTo(bob)).toContain("Follow me.");
  expect(textTo(ann)).toContain("Follow me.");
  expect(textTo(cid)).toBe("");
  const both = await game.call("whisper bob, cid = Run!", { as: ann });
  expect([both.textTo(bob), both.textTo(cid)]).toEqual([
    expect.stringContaining("Run!"),
    expect.stringContaining("Run!"),
  ]);
  expect(await types("whisper moon = hi")).toMatch(/moon/);
  expect(await types("whisper bob")).toContain("Usage: whisper");
});
