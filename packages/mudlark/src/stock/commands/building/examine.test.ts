import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("examine shows all there is to know, as text and not as markup", async () => {
  const { types } = await playedScene("Builder");
  await types("create lantern;lamp");
  await types("set lantern/note = |rred|n");
  await types("tag lantern = old");
  const shown = await types("examine lantern");
  for (const part of [/Name: lantern \(#\d+\)/, /Aliases: lamp/, /Class: /, /Location: ann/, /Tags: old/]) {
    expect(shown).toMatch(part);
  }
  expect(shown).toContain('note = "|rred|n"');
  expect(await types("examine")).toContain("Name: hall");
});

it("examine is a plain look at what one may not examine", async () => {
  const { game, bob, types } = await playedScene("Builder");
  await game.turn(() => bob.character.locks.add("examine:false()"));
  expect(await types("examine bob")).not.toContain("Locks:");
  expect(await types("examine moon")).toMatch(/moon/);
  expect(await types("examine", [], bob)).toContain("is not available");
});
