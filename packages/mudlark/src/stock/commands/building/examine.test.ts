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
  expect(await types("examine *bob")).not.toMatch(/password(?!, public)|hash|argon/i);
  expect(await types("examine *nobody")).toMatch(/nobody/);
});

it("examine shows one's own account to a builder, and no other", async () => {
  const { types } = await playedScene("Builder");
  expect(await types("examine *me")).toContain("Name: ann (account");
  expect(await types("examine *bob")).toBe("You may not examine bob (account).");
});

it("examine takes several targets, and tells of commands, scripts and contents", async () => {
  const { game, bob, types } = await playedScene("superuser");
  await types("create lantern, box");
  await types("set lantern/fuel = 3");
  await types("set box/lid = shut");
  expect(await types("examine lantern/fuel, box/lid")).toMatch(
    /^lantern \(#\d+\)\/fuel = 3\n\nbox \(#\d+\)\/lid = "shut"$/,
  );
  await game.turn(() => bob.character.scripts.add("mudlark.Script", { key: "cough" }));
  const shown = await types("examine bob");
  expect(shown).toMatch(/Scripts: cough \(script #\d+\)/);
  expect(shown).toMatch(/Command sets: \S/);
  expect(shown).toMatch(/Commands: .*drop.*say/);
  expect(shown).not.toMatch(/Commands: .*teleport/);
  expect(await types("examine here")).toMatch(/Contents: 2\n {2}ann \(#\d+\)\n {2}bob \(#\d+\)/);
});

it("examine and set take scripts and channels, and what a switch says", async () => {
  const { game, types } = await playedScene("superuser");
  await types("create bob");
  await game.turn(() =>
    game.world.scripts.create("mudlark.Script", { key: "weather", desc: "Wind and rain" }),
  );
  expect(await types("examine/script weather")).toMatch(
    /^Name: weather \(script #\d+\)\nClass: mudlark.Script\nDescription: Wind and rain\nOn: nothing\nTimer: none/,
  );
  expect(await types("set/script weather/sky = grey")).toMatch(
    /^weather \(script #\d+\)\/sky is now "grey"\.$/,
  );
  expect(await types("examine/channel public")).toMatch(/^Name: Public \(channel #\d+\)/);
  expect(await types("set/channel public/colour = red")).toContain('colour is now "red".');
  expect(await types("examine/account bob")).toMatch(/^Name: bob \(account #\d+\)/);
  expect(await types("set/char bob/mood = good")).toBe('bob/mood is now "good".');
  expect(await types("examine/script moon")).toBe('There is no script "moon".');
  expect(await types("set/room bob/mood")).toMatch(/bob/);
  expect(await types("examine/script/channel weather")).toContain("Only one of the switches");
});

it("out of character, me is the account", async () => {
  const { types } = await playedScene("superuser");
  await types("ooc");
  expect(await types("examine me")).toMatch(/^Name: ann \(account #\d+\)/);
  expect(await types("set me/title = Dame")).toContain('title is now "Dame".');
  expect(await types("examine self/title")).toMatch(/title = "Dame"$/);
});
