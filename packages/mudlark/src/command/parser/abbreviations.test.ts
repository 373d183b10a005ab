import { describe, expect, it } from "vitest";
import { command } from "../declaration/command.ts";
import { cmdset } from "../sets/command-set.ts";
import { Scene } from "../scene.suite.ts";

const notAvailable = expect.stringContaining("not available") as string;

describe("names that are cut short", () => {
  const make = (key: string, more: object = {}) =>
    command({ key, rawArgs: true, run: (ctx) => ctx.msg(`${key}|${ctx.argString}`), ...more });
  const set = cmdset({
    key: "character",
    commands: [
      make("inventory"),
      make("invite"),
      make("@examine", { aliases: ["exam"] }),
      make("quit", { protected: true }),
      make("destroy", { destructive: true }),
      make("desc"),
      make("smile at"),
      make("secret", { locks: "cmd:false()" }),
    ],
  });

  it("count where they are unmistakable, and the game says so", async () => {
    const world = await Scene.create({ abbreviations: true });
    const hall = await world.room("Hall");
    const bob = await world.player("Bob", hall, set);
    await world.exit("northeast", hall, await world.room("Yard"));
    const typed = (...lines: readonly string[]): Promise<string[]> => world.type(bob.session, ...lines);
    expect(await typed("INVE x", "exa lamp", "@exami/x y", "des it", "smi", "inventory")).toEqual([
      "inventory|x",
      "@examine|lamp",
      "@examine|/x y",
      notAvailable,
      "smile at|",
      "inventory|",
    ]);
    expect(await typed("inv", "in", "qui", "destr it", "sec", "north now")).toEqual(
      Array.from({ length: 6 }, () => notAvailable),
    );
    expect(await typed("north")).toEqual([]);
    expect(bob.puppet.location?.key).toBe("Yard");
  });

  it("mean nothing otherwise", async () => {
    const world = await Scene.create();
    const bob = await world.player("Bob", await world.room("Hall"), set);
    expect(await world.type(bob.session, "inve")).toEqual([notAvailable]);
  });
});
