import { describe, expect, it } from "vitest";
import { arg } from "../arguments/arg.ts";
import { flag } from "../arguments/switches.ts";
import { command } from "./command.ts";
import { cmdset } from "../sets/command-set.ts";
import { asSource, Scene } from "../scene.suite.ts";

describe("a line that was begun", () => {
  it("is completed by names that may be used, with or without a prefix, and by what the command takes", async () => {
    const world = await Scene.create();
    const hall = await world.room("Hall");
    const kinds = cmdset({
      key: "character",
      commands: [
        command({ key: "look", aliases: ["l", "ls"], run() {} }),
        command({ key: "find", locks: "cmd:perm(Builder)", run() {} }),
        command({ key: "list", hidden: true, run() {} }),
        command({ key: "@lock", args: arg.oneOf("how", ["open", "shut"]), run() {} }),
        command({ key: "load up", switches: { all: flag("x"), any: flag("y") }, run() {} }),
      ],
    });
    const bob = await world.player("Bob", hall, kinds);
    await world.exit("ladder", hall, await world.room("Loft"));
    const complete = (line: string): Promise<unknown> =>
      world.change(() => world.dispatcher.complete(asSource(bob.session), line));
    expect(await complete("l")).toEqual({ replaces: 1, values: ["ladder", "load up", "look"] });
    expect(await complete("@lo")).toEqual({ replaces: 3, values: ["@lock"] });
    expect(await complete("@loo")).toEqual({ replaces: 3, values: ["look"] });
    expect(await complete("fin")).toEqual({ replaces: 3, values: [] });
    expect(await complete("lock s")).toEqual({ replaces: 1, values: ["shut"] });
    expect(await complete("load  up/a")).toEqual({ replaces: 1, values: ["all", "any"] });
    expect(await complete("")).toMatchObject({ replaces: 0 });
  });
});
