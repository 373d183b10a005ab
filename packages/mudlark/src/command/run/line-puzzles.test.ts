import { beforeEach, describe, expect, it } from "vitest";
import { Entity } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { arg } from "../arguments/arg.ts";
import { argument, parsed } from "../arguments/part.ts";
import { valued } from "../arguments/switches.ts";
import { command } from "../declaration/command.ts";
import { cmdset } from "../sets/command-set.ts";
import type { CommandContext } from "../declaration/definition.ts";
import { Scene, type Player } from "../scene.suite.ts";

const notAvailable = expect.stringContaining("not available") as string;

describe("a line in a difficult place", () => {
  let world: Scene;
  let hall: WorldObject;
  let yard: WorldObject;
  let bob: Player;

  beforeEach(async () => {
    world = await Scene.create();
    hall = await world.room("Hall");
    yard = await world.room("Yard");
    bob = await world.player("Bob", hall, cmdset({ key: "character" }));
  });

  const typed = (...lines: readonly string[]): Promise<string[]> => world.type(bob.session, ...lines);

  /** Gives Bob a command that does this. */
  async function does(key: string, run: (ctx: CommandContext) => unknown): Promise<void> {
    const one = command({ key, rawArgs: true, run });
    await world.change(() => world.stacks.of(bob.puppet).add(cmdset({ key, commands: [one] })));
  }

  async function button(key: string): Promise<WorldObject> {
    const thing = await world.thing(key, hall);
    const press = command({
      key: "Press",
      aliases: ["push"],
      rawArgs: true,
      run: (ctx) => ctx.msg(`${key} pressed`),
    });
    world.defaultSets.set(thing, cmdset({ key: "button", commands: [press] }));
    return thing;
  }

  it("shows the name in a list as it was typed", async () => {
    await button("red");
    await button("green");
    expect(await typed("PUSH hard", "@press")).toEqual([
      'Which "PUSH"? Type the number.\n  1. PUSH (red)\n  2. PUSH (green)',
      'Which "@press"? Type the number.\n  1. @press (red)\n  2. @press (green)',
    ]);
  });

  it("cannot choose from a list what has gone out of reach since", async () => {
    const red = await button("red");
    const green = await button("green");
    await typed("press");
    await world.change(() => void (green.location = yard));
    expect(await typed("2")).toEqual([notAvailable]);
    await world.change(() => void (green.location = hall));
    await typed("press");
    await world.change(() => red.delete());
    expect(await typed("1")).toEqual([notAvailable]);
    expect(await typed("press")).toEqual(["green pressed"]);
  });

  it("may still choose when something else came or went, and means the same thing as before", async () => {
    await button("red");
    await button("green");
    await typed("press");
    await button("blue");
    expect(await typed("2")).toEqual(["green pressed"]);
  });

  it("that a question takes is the next line, too, and the list is forgotten", async () => {
    await button("red");
    await button("green");
    await does("later", async (ctx) => {
      await ctx.pause(1);
      ctx.msg(`said ${await ctx.ask("What?")}`);
    });
    await typed("later", "press");
    await world.advance(1);
    expect(await typed("nothing", "1")).toEqual(["said nothing", notAvailable]);
  });

  it("runs a command that takes itself away, and one that it brings", async () => {
    await does("swap", (ctx) => {
      world.stacks.of(bob.puppet).remove("swap");
      const fresh = command({ key: "fresh", run: (inner) => inner.msg("fresh") });
      world.stacks.of(bob.puppet).add(cmdset({ key: "fresh", commands: [fresh] }));
      ctx.msg("swapped");
    });
    expect(await typed("swap", "swap", "fresh")).toEqual(["swapped", notAvailable, "fresh"]);
  });

  it("of a command that took itself away and then threw finds it again", async () => {
    await does("swap", () => {
      world.stacks.of(bob.puppet).remove("swap");
      throw new Error("no");
    });
    expect(await typed("swap", "swap")).toEqual([
      expect.stringContaining("nothing of it was done"),
      expect.stringContaining("nothing of it was done"),
    ]);
  });

  it("waits through a move and a new set, and ends where the caller is deleted", async () => {
    await does("wait", async (ctx) => {
      await ctx.pause(1);
      ctx.msg(`in the ${ctx.here.key}`);
    });
    await typed("wait");
    await world.change(() => {
      bob.puppet.location = yard;
      world.stacks.of(bob.puppet).clear();
    });
    const before = world.sent.length;
    await world.advance(1);
    expect(world.sent.slice(before).map(({ text }) => text)).toEqual(["in the Yard"]);
    await does("wait", async (ctx) => {
      await ctx.pause(1);
      ctx.msg("never");
    });
    await typed("wait");
    await world.change(() => bob.puppet.delete());
    await world.advance(1);
    expect(world.sent.map(({ text }) => text)).not.toContain("never");
  });

  it("that asks, of a thing that is destroyed meanwhile, still answers its player", async () => {
    const oracle = await world.thing("oracle", hall);
    const ask = command({
      key: "consult",
      locks: "cmd:objattr(open)",
      async run(ctx) {
        ctx.msg(`heard ${await ctx.ask("What?")}`);
      },
    });
    world.defaultSets.set(oracle, cmdset({ key: "oracle", commands: [ask] }));
    await world.change(() => void (oracle.db["open"] = true));
    await typed("consult");
    await world.change(() => oracle.delete());
    expect(await typed("why")).toEqual([expect.stringMatching(/heard why|cancelled/u)]);
    expect(await typed("why")).toEqual([notAvailable]);
  });

  it("of commands that run one another by any way is stopped at ten, whatever they await", async () => {
    await does("circle", async (ctx) => {
      await Promise.resolve();
      await world.dispatcher.executeCmd(bob.puppet, "circle");
      ctx.msg("round");
    });
    const shown = await typed("circle");
    expect(shown.filter((text) => text.includes("circles"))).toEqual([
      `Bob: That runs in circles: ${Array.from({ length: 10 }, () => "circle").join(" > ")}.`,
    ]);
    expect(shown.filter((text) => text.endsWith("round"))).toHaveLength(10);
    expect(world.logged).toHaveLength(1);
  });

  it("may run any number of lines side by side, and a delay begins anew", async () => {
    await does("tick", (ctx) => ctx.msg("tick"));
    await does("many", async () => {
      const runs = Array.from({ length: 25 }, () => world.dispatcher.executeCmd(bob.puppet, "tick"));
      await Promise.all(runs);
    });
    expect(await typed("many")).toHaveLength(25);
    let rounds = 0;
    await does("again", () => {
      world.clock.after(1000, () =>
        world.turns.enqueue({ kind: "timer", label: "again", lane: "x" }, () => {
          if (++rounds < 15) void world.dispatcher.executeCmd(bob.puppet, "again");
        }),
      );
    });
    await typed("again");
    for (let second = 0; second < 20; second++) await world.advance(1);
    expect(rounds).toBe(15);
  });

  it("for something that has no place, such as a script, finds no command", async () => {
    class Idea extends Entity {}
    world.kernel.registerKind<Idea>({
      name: "idea",
      base: Idea,
      firstSave(idea, { key }) {
        idea.key = key ?? "";
      },
    });
    world.kernel.registerClass(Idea, { path: "test", name: "Idea" });
    const idea = await world.change(() => world.kernel.create(Idea, { key: "idea" }));
    const outcome = await world.change(() => world.dispatcher.executeCmd(idea, "look"));
    expect(outcome).toEqual({ status: "unknown" });
  });

  it("for somebody who is deleted does nothing", async () => {
    await does("tick", (ctx) => ctx.msg("tick"));
    await world.change(() => bob.puppet.delete());
    const outcome = await world.change(() => world.dispatcher.executeCmd(bob.puppet, "tick"));
    expect(outcome).toEqual({ status: "stopped" });
  });

  it("brings answers along when code runs it", async () => {
    await does("name", async (ctx) => ctx.msg(`called ${await ctx.ask("Who?")}`));
    const outcome = await world.change(() =>
      world.dispatcher.executeCmd(bob.puppet, "name", { answers: ["Al"] }),
    );
    expect(outcome.status).toBe("ok");
    expect(world.sent.at(-1)?.text).toBe("called Al");
  });

  it("meets kinds of argument that throw without harm", async () => {
    const bad = (name: "x") =>
      argument(name, {
        kind: "bad",
        takes: "word",
        quotes: "remove",
        facts: {},
        parse(text) {
          if (text === "boom") throw new Error("boom");
          return parsed(text);
        },
        complete: () => [],
      });
    const one = command({ key: "one", args: bad("x"), run: (ctx, { x }) => ctx.msg(x) });
    const two = command({
      key: "two",
      switches: { x: valued(bad("x"), "bad") },
      rawArgs: true,
      run: (ctx, { switches }) => ctx.msg(switches.x ?? "none"),
    });
    await world.change(() => world.stacks.of(bob.puppet).add(cmdset({ key: "bad", commands: [one, two] })));
    expect(await typed("one boom", "two/x:boom", "two/x:fine", "one fine")).toEqual([
      expect.stringContaining("nothing of it was done"),
      expect.stringContaining("nothing of it was done"),
      "fine",
      "fine",
    ]);
  });

  it("finds names of many words, prefixes of one another, by the longest", async () => {
    const all = ["get", "get all", "get all out", "get-all", "g"].map((key) =>
      command({ key, rawArgs: true, run: (ctx) => ctx.msg(`${key}|${ctx.argString}`) }),
    );
    await world.change(() => world.stacks.of(bob.puppet).add(cmdset({ key: "many", commands: all })));
    expect(
      await typed(
        "get all",
        "get  ALL\tout now",
        "get allout",
        "get all outnow",
        "get-all x",
        "get-1 all",
        "1-get all",
        "g",
      ),
    ).toEqual([
      "get all|",
      "get all out|now",
      "get|allout",
      "get all|outnow",
      "get-all|x",
      "get|all",
      "get all|",
      "g|",
    ]);
  });

  it("ends a name where a letter ends, in every script", async () => {
    const all = ["देखो", "नि", "ありがとう", "e\u0301", "👍"].map((key) =>
      command({ key, rawArgs: true, run: (ctx) => ctx.msg(`${key}|${ctx.argString}`) }),
    );
    await world.change(() => world.stacks.of(bob.puppet).add(cmdset({ key: "many", commands: all })));
    expect(await typed("देखो घर", "देखोघर", "निकल", "É x", "👍👍", "👍 x")).toEqual([
      "देखो|घर",
      notAvailable,
      notAvailable,
      "e\u0301|x",
      "👍|👍",
      "👍|x",
    ]);
  });

  it("may be long", async () => {
    await does("echo", (ctx) => ctx.msg(String(ctx.argString.length)));
    expect(await typed(`echo ${"é".repeat(5900)}`, `echo ${"a ".repeat(2900)}x`)).toEqual(["5900", "5801"]);
    expect(await typed("x".repeat(6000))).toEqual([notAvailable]);
    expect(await typed("e\u0301".repeat(3000))).toEqual([notAvailable]);
  });

  it("with a slip in the name and a switch behind it still suggests the name", async () => {
    await does("look", (ctx) => ctx.msg("seen"));
    expect(await typed("loook/all here", "/")).toEqual([
      '"loook/all" is not available. Did you mean "look"?',
      '"/" is not available. Type "help" for what is.',
    ]);
  });

  it("meets the last lock of a kind that a command has, in any case of its letters", async () => {
    const all = [
      "cmd:false();cmd:all()",
      "cmd:all();cmd:false()",
      "CMD : false()",
      "edit:false()",
      "cmd:all();;",
    ].map((locks, at) => command({ key: `lock${at}`, locks, run: (ctx) => ctx.msg("open") }));
    await world.change(() => world.stacks.of(bob.puppet).add(cmdset({ key: "locks", commands: all })));
    expect(await typed("lock0", "lock1", "lock2", "lock3", "lock4")).toEqual([
      "open",
      notAvailable,
      notAvailable,
      "open",
      "open",
    ]);
    expect(world.logged).toEqual([]);
  });

  it("obeys an exit's aliases as they come and go", async () => {
    const exit = await world.exit("gate", hall, yard);
    expect(await typed("portal")).toEqual([notAvailable]);
    await world.change(() => exit.aliases.add("portal"));
    expect(await typed("portal")).toEqual([]);
    expect(bob.puppet.location).toBe(yard);
    await world.change(() => {
      bob.puppet.location = hall;
      exit.aliases.remove("portal");
    });
    expect(await typed("portal")).toEqual([notAvailable]);
  });

  it("of a number finds the number only where it belongs to the name", async () => {
    await button("red");
    await button("green");
    expect(await typed("press-02", "press -2", "2-press-1", "press-2x", "press-2 x", "push-1")).toEqual([
      "green pressed",
      expect.stringContaining("Which"),
      notAvailable,
      notAvailable,
      "green pressed",
      "red pressed",
    ]);
  });

  it("of the same command on several things acts on the one that it names, where their set collapses", async () => {
    const press = command({
      key: "press",
      locks: "cmd:not objattr(broken)",
      args: arg.object("target"),
      run: (ctx, { target }) => ctx.msg(`${target.key} by ${(ctx.obj as WorldObject).key}`),
    });
    const buttons = cmdset({ key: "button", collapse: true, commands: [press] });
    const things: WorldObject[] = [];
    for (const key of ["red", "green", "blue"]) {
      const thing = await world.thing(key, hall);
      world.defaultSets.set(thing, buttons);
      things.push(thing);
    }
    expect(await typed("press green", "press red", "press Hall")).toEqual([
      "green by green",
      "red by red",
      "Hall by red",
    ]);
    await world.change(() => things[0] && void (things[0].db["broken"] = true));
    expect(await typed("press green", "press red")).toEqual(["green by green", "red by green"]);
    await world.change(() => things.forEach((thing) => void (thing.db["broken"] = true)));
    expect(await typed("press green")).toEqual([notAvailable]);
  });
});
