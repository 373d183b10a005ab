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

it("examine shows single attributes, and accounts that one may examine", async () => {
  const { types } = await playedScene("superuser");
  await types("create lantern");
  await types("set lantern/fuel = [1, 2]");
  expect(await types("examine lantern/fuel/wick")).toMatch(
    /^lantern \(#\d+\)\/fuel = \[1, 2\]\nlantern \(#\d+\)\/wick = \(not set\)$/,
  );
  expect(await types("examine lantern/fuel[1]")).toMatch(/fuel\[1\] = 2$/);
  expect(await types("examine *bob")).toMatch(
    /^Name: bob \(account #\d+\)\nClass: .*\nCharacters: bob \(#\d+\)\nConnected: with one session\n/,
  );
  expect(await types("examine *bob")).not.toMatch(/password|hash|argon/i);
  expect(await types("examine *nobody")).toMatch(/nobody/);
});

it("examine shows one's own account to a builder, and no other", async () => {
  const { types } = await playedScene("Builder");
  expect(await types("examine *me")).toContain("Name: ann (account");
  expect(await types("examine *bob")).toBe("You may not examine bob (account).");
});
