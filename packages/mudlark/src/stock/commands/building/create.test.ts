import { expect, it } from "vitest";
import { Exit } from "../../classes/exit.ts";
import { Room } from "../../classes/room.ts";
import { Thing } from "../../classes/thing.ts";
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

it("makes objects only, whatever other classes there are", async () => {
  const { ann, game, types } = await builder();
  const before = game.world.accounts.count;
  for (const cls of ["Account", "Channel", "Script", "HelpEntry"]) {
    expect(await types(`create trick:mudlark.${cls}`)).toMatch(
      /^trick was not made: There is no class "mudlark\./,
    );
  }
  expect(await types("create yard:room")).toMatch(/^You make yard/);
  expect(ann.character.contents.map(({ classId }) => classId)).toEqual(["mudlark.Room"]);
  expect(game.world.accounts.count).toBe(before);
});

it("makes what the game uses in the place of the stock classes, as dig, tunnel and open do", async () => {
  class Stone extends Thing {
    static override readonly classId: string = "test.Stone";
  }
  class Cave extends Room {
    static override readonly classId: string = "test.Cave";
  }
  class Crack extends Exit {
    static override readonly classId: string = "test.Crack";
  }
  const game = await testGame({
    classes: [Stone, Cave, Crack],
    definition: { classes: { thing: Stone, room: Cave, exit: Crack } },
  });
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] } },
  });
  for (const line of ["create pebble", "dig grotto = gap", "tunnel n = hole", "open slit = hall"]) {
    await game.call(line, { as: ann });
  }
  const classes = ["pebble", "grotto", "gap", "hole", "north", "slit"].map(
    (name) => game.world.called("object", name)[0]?.classId,
  );
  expect(classes).toEqual(["test.Stone", "test.Cave", "test.Crack", "test.Cave", "test.Crack", "test.Crack"]);
});
