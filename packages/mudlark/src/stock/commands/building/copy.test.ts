import { expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";

async function builder(): Promise<{
  game: TestGame;
  ann: TestPlayer;
  types: (line: string) => Promise<string>;
}> {
  const game = await testGame();
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] }, bob: "hall" },
  });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  await types("create lantern;lamp");
  return { game, ann, types };
}

it("copy makes a thing like another one, and each is its own", async () => {
  const { ann, types } = await builder();
  await types('set lantern/parts = {"oil": [1]}');
  await types("set lantern/note = $randint(1, 6) costs");
  await types("tag lantern = old:age");
  await types("lock lantern = get:false()");
  expect(await types("copy lantern")).toMatch(
    /^You make lantern_copy \(#\d+\), a copy of lantern \(#\d+\)\.$/,
  );
  expect(await types('set lantern_copy/parts["oil"][+] = 2')).toContain("[1, 2]");
  expect(await types("set lantern/parts")).toBe("lantern/parts = {oil: [1]}");
  expect(await types("set lantern_copy/note")).toContain("$randint(1, 6) costs");
  expect(await types("tag lantern_copy")).toContain("old (of age)");
  expect(await types("lock lantern_copy/get")).toContain("get:false()");
  expect(ann.character.contents.map(({ key }) => key)).toEqual(["lantern", "lantern_copy"]);
});

it("copy makes several, with names, and where it is said", async () => {
  const { ann, types } = await builder();
  expect(await types("copy lantern = torch;link:here, candle")).toMatch(
    /^You make torch \(#\d+\).*\nYou make candle \(#\d+\)/,
  );
  expect(ann.character.location?.contents.map(({ key }) => key)).toContain("torch");
});

it("copy refuses what is not one's own, not there, or played", async () => {
  const { types } = await builder();
  expect(await types("copy bob")).toMatch(/You may not edit bob/i);
  expect(await types("copy moon")).toMatch(/moon/);
  expect(await types("copy lantern = torch:moon")).toMatch(/moon/);
  expect(await types("copy")).toMatch(/Usage: copy/);
});
