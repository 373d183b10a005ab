import { expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";

async function builder(): Promise<{
  game: TestGame;
  ann: TestPlayer;
  bob: TestPlayer;
  types: (line: string) => Promise<string>;
}> {
  const game = await testGame();
  const { ann, bob } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] }, bob: "hall" },
  });
  const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
  return { game, ann, bob, types };
}

it("[commands C33] takes a quoted name with a comma as one, and what follows a semicolon as another name", async () => {
  const { ann, types } = await builder();
  await types('create "Smith, John";smith');
  expect(ann.character.contents.map(({ key }) => key)).toEqual(["Smith, John"]);
  expect(ann.character.contents[0]?.aliases.all()).toEqual(["smith"]);
});

it("[commands C34] makes the others when one of several cannot be made, and says which", async () => {
  const { ann, types } = await builder();
  const said = await types("create a;x, b;y:NoSuchClass, c");
  expect(ann.character.contents.map(({ key }) => key)).toEqual(["a", "c"]);
  expect(said).toMatch(/You make a\b/);
  expect(said).toMatch(/You make c\b/);
  expect(said).toMatch(/NoSuchClass/);
});

it("is for builders, and wants a name", async () => {
  const { game, bob, types } = await builder();
  expect((await game.call("create rag", { as: bob })).outcome.status).toBe("unknown");
  expect(await types("create")).toMatch(/Usage: create/);
});
