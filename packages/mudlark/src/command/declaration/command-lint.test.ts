import { expect, it } from "vitest";
import { command } from "./command.ts";
import { cmdset } from "../sets/command-set.ts";
import { Scene } from "../scene.suite.ts";

it("tells of locks that cannot be read before anybody meets them, and disables these commands for everybody", async () => {
  const world = await Scene.create();
  const broken = ["cmd:perm(", "cmd:nosuchlock()", "cmd:all() and"].map((locks, at) =>
    command({ key: `broken${at}`, locks, run: (ctx) => ctx.msg("open") }),
  );
  const set = cmdset({
    key: "s",
    commands: [
      ...broken,
      command({ key: "a", aliases: ["x"], run() {} }),
      command({ key: "b", aliases: ["x"], run() {} }),
    ],
  });
  world.dispatcher.lint(set);
  world.dispatcher.lint(set);
  const told = ['"x" now means b', '"broken0" is disabled', '"broken1" is disabled', '"broken2" is disabled'];
  expect(world.logged.map(({ message }) => message)).toEqual(
    told.map((text) => expect.stringContaining(text) as string),
  );
  const bob = await world.player("Bob", await world.room("Hall"), set, "Developer");
  expect(await world.type(bob.session, "broken0", "broken1", "broken2")).toEqual(
    broken.map(() => expect.stringContaining("not available") as string),
  );
  expect(world.logged).toHaveLength(4);
});
