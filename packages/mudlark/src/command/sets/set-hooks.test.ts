import { beforeEach, describe, expect, it } from "vitest";
import { WorldObject } from "../../model/object/world-object.ts";
import { command } from "../declaration/command.ts";
import { cmdset } from "./command-set.ts";
import type { CommandStacks } from "./command-stacks.ts";
import { Scene, type Player } from "../scene.suite.ts";

const rub = command({ key: "rub", run: (ctx) => ctx.msg("A spirit appears.") });
const open = command({ key: "open", run: (ctx) => ctx.msg("It is open.") });

describe("what changes its sets just before they are gathered", () => {
  let stacks: CommandStacks;
  let mood: "asleep" | "awake" | "angry" = "asleep";
  let asked: unknown[] = [];

  class Lamp extends WorldObject {
    override atCmdsetGet(details: Readonly<Record<string, unknown>>): void {
      asked.push(details["caller"]);
      const stack = stacks.of(this);
      if (mood === "awake") stack.add(cmdset({ key: "lamp", commands: [rub] }));
      else stack.remove("lamp");
      if (mood !== "angry") return;
      stack.add(cmdset({ key: "angry", commands: [open] }));
      throw new Error("no");
    }
  }

  let world: Scene;
  let bob: Player;

  beforeEach(async () => {
    mood = "asleep";
    asked = [];
    world = await Scene.create({ classes: [Lamp] });
    ({ stacks } = world);
    const hall = await world.room("Hall");
    bob = await world.player("Bob", hall, cmdset({ key: "character" }));
    await world.thing("lamp", hall, Lamp);
  });

  it("lends what it has now, from one line to the next", async () => {
    const lines = async (): Promise<string[]> => await world.type(bob.session, "rub");
    expect(await lines()).toEqual([expect.stringContaining("not available")]);
    mood = "awake";
    expect(await lines()).toEqual(["A spirit appears."]);
    mood = "asleep";
    expect(await lines()).toEqual([expect.stringContaining("not available")]);
    expect(new Set(asked)).toEqual(new Set([bob.puppet]));
  });

  it("and throws there is as it was, and everything else works", async () => {
    mood = "angry";
    expect(await world.type(bob.session, "open")).toEqual([expect.stringContaining("not available")]);
    expect(world.logged[0]?.message).toBe("The hook atCmdsetGet failed");
  });

  it("is not asked where nothing may change", () => {
    const actor = { caller: bob.puppet, session: null, account: bob.account, puppet: bob.puppet };
    expect(world.dispatcher.available(actor)).toEqual([]);
    expect(asked).toEqual([]);
  });
});
