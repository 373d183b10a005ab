import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("eval shows a value, undoes an error, and is for those who rule", async () => {
  const { ann, bob, types } = await playedScene("superuser");
  expect(await types("eval me.key")).toContain("ann");
  expect(await types("js 1 + 1")).toBe("2");
  await types("eval/dry me.db.hp = 1");
  expect(ann.character.db["hp"]).toBeUndefined();
  expect(await types("eval")).toContain("Usage: eval");
  expect(await types("eval me.key", [], bob)).toContain("is not available");
});
