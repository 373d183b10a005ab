import { expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";
import { Thing } from "../../classes/thing.ts";

async function builder(): Promise<{
  game: TestGame;
  ann: TestPlayer;
  types: (line: string, answers?: readonly string[]) => Promise<string>;
}> {
  const game = await testGame();
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Builder"] }, bob: "hall" },
  });
  const types = async (line: string, answers: readonly string[] = []): Promise<string> =>
    (await game.call(line, { as: ann, answers })).textTo(ann);
  await types("create a, b");
  return { game, ann, types };
}

it("[commands C43] takes an empty answer for yes, reports what it does not find, and keeps the default home", async () => {
  const { game, types } = await builder();
  const home = game.world.objects.get(game.world.defaultHomeId ?? 0);
  expect(home?.ref).toBe("#2");
  const told = await types("destroy a, nosuch, #2", [""]);
  expect(told).toContain('Could not find "nosuch".');
  expect(told).toMatch(/\(#2\) is the home of all that has no other, and stays\./);
  expect(told).toMatch(/a \(#\d+\) is destroyed\./);
  expect(game.world.objects.get(2)).toBe(home);
  const [, a] = /a \(#(\d+)\) is destroyed/.exec(told) ?? [];
  expect(game.world.objects.get(Number(a))).toBeNull();
});

it("asks, and keeps everything after a no; /force does not ask; /dry only shows", async () => {
  const { types } = await builder();
  expect(await types("destroy a", ["no"])).toContain("Nothing is destroyed.");
  expect(await types("destroy/dry a, b")).toMatch(/^This would be destroyed: a \(#\d+\) and b \(#\d+\)\.$/);
  expect(await types("destroy/force a, b")).toMatch(/^a \(#\d+\) is destroyed\.\nb \(#\d+\) is destroyed\.$/);
});

it("refuses oneself, who is played, and what has another owner", async () => {
  const { types } = await builder();
  expect(await types("destroy me")).toMatch(/You cannot destroy yourself|You may not destroy/);
  expect(await types("destroy bob")).toMatch(/You may not destroy bob|destroy\/override/);
  expect(await types("destroy nosuch")).toContain("Nothing is destroyed.");
  expect(await types("destroy")).toMatch(/Usage: destroy/);
});

it("takes ranges of ids, in either order, and skips the gaps", async () => {
  const { game, types } = await builder();
  const [, first] = /a \(#(\d+)\)/.exec(await types("destroy/dry a")) ?? [];
  const from = Number(first);
  expect(await types(`destroy/force #${from + 5}-${from}`)).toMatch(
    /^Of #\d+ to #\d+, 4 are not there\.\na \(#\d+\) is destroyed\.\nb/,
  );
  expect(game.world.objects.get(from)).toBeNull();
  expect(await types(`destroy #${from}-#${from + 5}`)).toContain(`There is nothing from #${from}`);
});

it("destroy takes many things in slices, and more than a thousand only when told to", async () => {
  const { game, ann, types } = await builder();
  await game.turn(() => {
    for (let count = 0; count < 1001; count++)
      game.world.create(Thing, { key: "leaf", location: ann.character, locks: "delete:perm(Builder)" });
  });
  await types("find/exact leaf");
  await types("q");
  expect(await types("destroy %all")).toContain("destroy/bulk destroys more than 1000");
  const told = await types("destroy/bulk %all", ["y"]);
  expect(told).toContain("Destroy 1001 objects?");
  expect(told).toContain("200 of 1001 done.");
  expect(told).toMatch(/1001 objects are destroyed\.$/);
  expect(ann.character.contents.map(({ key }) => key)).toEqual(["a", "b"]);
});

it("destroying many can be stopped on the way", async () => {
  const { game, ann, types } = await builder();
  await game.turn(() => {
    for (let count = 0; count < 450; count++)
      game.world.create(Thing, { key: "leaf", location: ann.character, locks: "delete:perm(Builder)" });
  });
  await types("find/exact leaf");
  await types("q");
  ann.session.type("destroy %all");
  await game.rest();
  for (const line of ["y", "@abort"]) ann.session.type(line);
  await game.rest();
  expect(ann.session.text).toMatch(/Stopped: [24]00 objects are destroyed\./);
  expect(game.log.at(-1)).toMatchObject({ message: "many objects were destroyed", fields: { wanted: 450 } });
});
