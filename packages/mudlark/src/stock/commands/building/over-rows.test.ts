import { expect, it } from "vitest";
import { stockClasses } from "../../classes/stock-classes.ts";
import { playedScene, type PlayedScene } from "../played-scene.suite.ts";

const { Thing } = stockClasses;

async function leaves(count: number): Promise<PlayedScene> {
  const scene = await playedScene("superuser");
  const { game, ann, types } = scene;
  await game.turn(() => {
    for (let made = 0; made < count; made++)
      game.world.create(Thing, { key: "leaf", location: ann.character });
  });
  await types("find/exact leaf");
  if (count > 20) await types("q");
  return scene;
}

it("a command is run for each row of the last list, or for some of them", async () => {
  const { game, types } = await leaves(4);
  await types("tag %all = dry");
  expect(game.world.searchTag("object", { keys: ["dry"] })).toHaveLength(4);
  await types("tag/del %2-3 = dry");
  expect(game.world.searchTag("object", { keys: ["dry"] })).toHaveLength(2);
  await types("set %1-2/colour = red");
  const red = game.world.calledLike("object", { text: "leaf", match: "equals", contents: [] });
  expect(red.filter((leaf) => leaf.db.colour === "red")).toHaveLength(2);
  await types("lock %all = get:false()");
  expect(red.every((leaf) => leaf.locks.get("get") === "get:false()")).toBe(true);
  expect(await types("tag %7-9 = dry")).toMatch(/rows? 4|4 rows|no row/i);
  expect(await types("tag %all")).toContain("dry");
});

it("what is refused is counted, and stops nothing", async () => {
  const { game, types } = await leaves(3);
  const told = await types("set %all/colour[0] = red");
  expect(told).toContain("0 done, 3 refused, of 3.");
  expect(game.log.at(-1)).toMatchObject({
    message: "one command for many rows",
    fields: { command: "set", refused: 3 },
  });
});

it("more than twenty are asked about, and more than a thousand have to be meant", async () => {
  const { game, types } = await leaves(30);
  expect(await types("tag %all = dry", ["n"])).toContain("Nothing was changed.");
  expect(game.world.searchTag("object", { keys: ["dry"] })).toHaveLength(0);
  expect(await types("tag %all = dry", ["y"])).toMatch(/objects\?.*\n30 done, 0 refused, of 30\.$/);
  expect(await types("tag %all = dry", ["y"])).toMatch(
    /(leaf \(#\d+\) has the tag "dry" already\.\n){30}0 done, 30 refused, of 30\.$/,
  );
  const many = await leaves(1001);
  expect(await many.types("tag %all = dry")).toContain("tag/bulk takes more than 1000");
  expect(await many.types("tag/bulk %all = dry", ["y"])).toContain("1001 done, 0 refused");
});

it("can be stopped on the way", async () => {
  const { game, ann } = await leaves(450);
  ann.session.type("tag %all = dry");
  await game.rest();
  for (const line of ["y", "@abort"]) ann.session.type(line);
  await game.rest();
  expect(ann.session.text).toMatch(/Stopped: [24]00 done, 0 refused, of 450\./);
  expect(game.session(ann).frames.top).toBeNull();
});

it("rows of which nothing is left are told of, whatever was to be done with them", async () => {
  const { types } = await playedScene("Builder");
  await types("create stone red, stone green");
  await types("find stone");
  await types("destroy/force %all");
  const gone = "Nothing of what stood in these rows is there any more.";
  for (const line of ["tag %all = old", "set %1-2/hp = 1", "lock %2-1 = get:all()", "destroy %all"]) {
    expect(await types(line), line).toBe(gone);
  }
});
