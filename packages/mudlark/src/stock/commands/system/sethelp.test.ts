import { expect, it } from "vitest";
import { playedScene } from "../played-scene.suite.ts";

it("sethelp writes, adds to, replaces and removes what help shows", async () => {
  const { types, bob } = await playedScene("Helper");
  expect(await types("sethelp lanterns;lamps, playing = Lanterns need oil.")).toContain("is written.");
  await types("sethelp/extend lanterns = A lot.");
  expect(await types("help lamps", [], bob)).toContain("Lanterns need oil. A lot.");
  await types("sethelp/replace lanterns = Lanterns give light.");
  expect(await types("help lanterns", [], bob)).toContain("give light");
  expect(await types("sethelp/locks lanterns = read:perm(Helper)")).toContain("read:perm(Helper)");
  expect(await types("help lanterns", [], bob)).not.toContain("give light");
  expect(await types("sethelp/delete lanterns", [""])).toContain("Nothing was removed.");
  expect(await types("sethelp/delete lanterns", ["y"])).toContain("is gone.");
});

it("sethelp removes exactly what is named, and asks before it hides something", async () => {
  const { types, bob } = await playedScene("Helper");
  await types("sethelp lore = Old tales.");
  expect(await types("sethelp/delete lor")).toContain('There is no help text "lor"');
  expect(await types("sethelp look = x", ["n"])).toMatch(/is a command[^]*Nothing was written\.$/);
  expect(await types("sethelp")).toContain("Usage: sethelp");
  expect(await types("sethelp lore")).toContain("Usage: sethelp lore = text");
  expect(await types("sethelp lore/part = Sub")).toContain(
    'write a heading into the text of "lore": ## part',
  );
  expect(await types("sethelp x = y", [], bob)).toContain("is not available");
});

it("sethelp/edit writes a text line by line, new or known", async () => {
  const { game, ann, types, bob } = await playedScene("Helper");
  for (const line of ["sethelp/edit lore;tales, playing", "Old tales.", ":wq"]) await types(line);
  expect(await types("help tales", [], bob)).toContain("Old tales.");
  for (const line of ["sethelp/edit lore", ":A 1  New ones, too.", ":w"]) await types(line);
  expect(await types("help lore", [], bob)).toContain("Old tales. New ones, too.");
  await types("More.");
  await game.turn(() =>
    [ann.character, game.world.accounts.find("ann")].map((who) => who?.permissions.remove("Helper")),
  );
  expect(await types(":w")).toBe("You may not change the help on lore.");
});

it("sethelp/edit says what is wrong with the locks", async () => {
  const { types } = await playedScene("Helper");
  for (const line of ["sethelp/edit lore, playing, read:perm(", "Old tales."]) await types(line);
  expect(await types(":w")).toMatch(/lock[^]*It was not saved/i);
});
