import { beforeEach, describe, expect, it } from "vitest";
import { arg } from "../arguments/arg.ts";
import { sep, seq } from "../arguments/combinators.ts";
import { flag } from "../arguments/switches.ts";
import { command } from "../declaration/command.ts";
import { cmdset } from "../sets/command-set.ts";
import { Scene, type Player } from "../scene.suite.ts";
import type { WorldObject } from "../../model/object/world-object.ts";

const look = command({
  key: "look",
  aliases: ["l", "ls"],
  protected: true,
  rawArgs: true,
  run: (ctx) => ctx.msg(ctx.argString === "" ? ctx.here.name : `a close look at ${ctx.argString}`),
});
const say = command({
  key: "say",
  aliases: ["'", '"'],
  rawArgs: true,
  run: (ctx) => ctx.msg(`says ${ctx.argString}`),
});
const find = command({
  key: "find",
  locks: "cmd:perm(Builder)",
  rawArgs: true,
  run: (ctx) => ctx.msg("found"),
});
const quit = command({
  key: "quit",
  protected: true,
  switches: { all: flag("every session") },
  run: (ctx, { switches }) => ctx.msg(switches.all ? "all gone" : "gone"),
});
const stock = cmdset({ key: "character", commands: [look, say, find, quit] });

describe("a line", () => {
  let world: Scene;
  let hall: WorldObject;
  let yard: WorldObject;
  let bob: Player;

  beforeEach(async () => {
    world = await Scene.create();
    hall = await world.room("Hall");
    yard = await world.room("Yard");
    await world.exit("north", hall, yard, ["n"]);
    bob = await world.player("Bob", hall, stock);
  });

  const typed = (...lines: readonly string[]): Promise<string[]> => world.type(bob.session, ...lines);

  it("runs a command as the puppet", async () => {
    expect(await typed("LOOK")).toEqual(["Hall"]);
  });

  it("may be empty [commands C1]", async () => {
    expect(await typed("", "   ")).toEqual([]);
  });

  it("may only keep the connection alive", async () => {
    expect(await typed("idle", " IDLE ", "look")).toEqual(["Hall"]);
    expect(bob.session.counted).toEqual([true, true, false]);
  });

  it("that is no command suggests what is near [commands C4]", async () => {
    expect(await typed("lok")).toEqual(['"lok" is not available. Did you mean "look"?']);
    expect(await typed("|rlook|n")).toEqual([expect.stringContaining("||rlook||n")]);
  });

  it("does not reveal what a lock hides [commands C5]", async () => {
    expect(await typed("find x")).toEqual(['"find" is not available. Type "help" for what is.']);
    const ann = await world.player("Ann", hall, stock, "Builder");
    expect(await world.type(ann.session, "find x")).toEqual(["found"]);
  });

  it("walks through an exit [commands C6]", async () => {
    expect(await typed("north")).toEqual([]);
    expect(bob.puppet.location).toBe(yard);
    expect(await typed("north")).toEqual([expect.stringContaining("not available")]);
  });

  it("with more words is no exit [commands C7]", async () => {
    expect(await typed("north now")).toEqual([
      '"north" does not take what follows it. Did you mean "north" alone?',
    ]);
    expect(bob.puppet.location).toBe(hall);
  });

  it("takes an exit's new name at once, and obeys its lock at once [commands C19]", async () => {
    const exit = hall.exits[0] as WorldObject;
    await world.change(() => void (exit.key = "gate"));
    expect(await typed("north")).toEqual([expect.stringContaining("not available")]);
    await world.change(() => exit.locks.add("cmd:false()"));
    expect(await typed("gate")).toEqual([expect.stringContaining("not available")]);
    await world.change(() => exit.locks.remove("cmd"));
    expect(await typed("gate")).toEqual([]);
    expect(bob.puppet.location).toBe(yard);
  });

  it("may mean an exit or a command by its alias [commands C14]", async () => {
    await world.exit("library", hall, yard, ["l"]);
    expect(await typed("look", "l Ann", "l")).toEqual(["Hall", "a close look at Ann"]);
    expect(bob.puppet.location).toBe(yard);
  });

  it("keeps every letter of free text", async () => {
    expect(await typed("say a=b, c/d", "'/me waves", "say/loud hi")).toEqual([
      "says a=b, c/d",
      "says /me waves",
      "says /loud hi",
    ]);
  });

  it("with a switch that is none does nothing", async () => {
    expect(await typed("quit//", "quit/x")).toEqual([
      'A "/" behind "quit" must be followed by a switch. It has /all.\nUsage: quit[/all]',
      '"quit" has no switch "/x". It has /all.\nUsage: quit[/all]',
    ]);
  });

  it("may name a switch in any case", async () => {
    expect(await typed("quit/ALL", "quit/a", "quit")).toEqual(["all gone", "all gone", "gone"]);
  });

  it("loses its control characters and nothing else", async () => {
    expect(await typed("say a\tb\u0007\u009b c\r")).toEqual(["says a\tb c"]);
  });

  it("of an account out of character has the account and its set", async () => {
    const lobby = cmdset({
      key: "account",
      priority: -10,
      commands: [command({ key: "ooclook", run: (ctx) => ctx.msg(String(ctx.puppet)) })],
    });
    world.defaultSets.set(bob.account, lobby);
    const second = world.session(bob.account, null);
    expect(await world.type(second, "ooclook", "look")).toEqual([
      "null",
      expect.stringContaining("not available"),
    ]);
  });

  it("of somebody not logged in meets locks, too [commands C23]", async () => {
    const closed = command({ key: "connect", locks: "cmd:false()", run: (ctx) => ctx.msg("in") });
    const open = command({ key: "info", run: (ctx) => ctx.msg("mudlark") });
    const guest = world.session(null, null);
    await world.change(() => guest.commandSets.add(cmdset({ key: "loggedOut", commands: [closed, open] })));
    expect(await world.type(guest, "connect", "info")).toEqual([
      expect.stringContaining("not available"),
      "mudlark",
    ]);
  });

  it("reads typed arguments and tells what is wrong with them", async () => {
    const give = command({
      key: "give",
      args: seq(arg.int("count", { min: 1 }), sep("=", " to "), arg.phrase("target")),
      run: (ctx, { count, target }) => ctx.msg(`${count + 1} ${target.toUpperCase()}`),
    });
    await world.change(() => world.stacks.of(bob.puppet).add(cmdset({ key: "more", commands: [give] })));
    expect(await typed("give 2 to bob", "give x = bob", "give 2", "look at me", "give/x")).toEqual([
      "3 BOB",
      '"x" is not a whole number.\nUsage: give <count> = <target>',
      'Something is missing: "=" and target.\nUsage: give <count> = <target>',
      "a close look at at me",
      '"give" has no switches.\nUsage: give <count> = <target>',
    ]);
  });

  it("tells the caller's other sessions as the session mode says", async () => {
    const second = world.session(bob.account, bob.puppet);
    bob.session.sharing = [bob.session, second];
    expect(await typed("look", "xyzzy")).toEqual([
      "Hall",
      "session 2: Hall",
      expect.stringContaining("not available"),
      expect.stringContaining("session 2: "),
    ]);
  });
});

describe("sets on things around", () => {
  let world: Scene;
  let hall: WorldObject;
  let bob: Player;

  beforeEach(async () => {
    world = await Scene.create();
    hall = await world.room("Hall");
    bob = await world.player("Bob", hall, stock);
    await world.exit("north", hall, await world.room("Yard"), ["n"]);
  });

  const typed = (...lines: readonly string[]): Promise<string[]> => world.type(bob.session, ...lines);

  async function button(key: string): Promise<WorldObject> {
    const thing = await world.thing(key, hall);
    const press = command({
      key: "press",
      rawArgs: true,
      run: (ctx) => ctx.msg(`${(ctx.obj as { key: string }).key} pressed ${ctx.argString}`),
    });
    world.defaultSets.set(thing, cmdset({ key: "button", commands: [press] }));
    return thing;
  }

  it("of one name are listed and nothing happens [commands C8]", async () => {
    await button("red");
    await button("green");
    expect(await typed("press")).toEqual([
      'Which "press"? Type the number.\n  1. press (red)\n  2. press (green)',
    ]);
  });

  it("are told apart by number [commands C9] [commands C12]", async () => {
    await button("red");
    await button("green");
    expect(await typed("2-press", "press-2", "press-3")).toEqual([
      "green pressed ",
      "green pressed ",
      "There are only 2, no number 3.",
    ]);
  });

  it("can be chosen from the list by the very next line [commands C10] [commands C11]", async () => {
    await button("red");
    await button("green");
    expect(await typed("press hard", "1")).toEqual([expect.stringContaining("Which"), "red pressed hard"]);
    expect(await typed("press", "look", "1")).toEqual([
      expect.stringContaining("Which"),
      "Hall",
      expect.stringContaining("not available"),
    ]);
  });

  it("cannot take protected commands away", async () => {
    const trap = await world.thing("trap", hall);
    const zap = command({ key: "zap", run: (ctx) => ctx.msg("zapped") });
    world.defaultSets.set(trap, cmdset({ key: "trap", mergeType: "replace", commands: [zap] }));
    expect(await typed("say hi", "zap", "quit")).toEqual([
      expect.stringContaining("not available"),
      "zapped",
      "gone",
    ]);
  });

  it("are lent only by what passes the call lock, superuser or not", async () => {
    const thing = await button("red");
    await world.change(() => thing.locks.add("call:false()"));
    expect(await typed("press")).toEqual([expect.stringContaining("not available")]);
  });

  it("are worn from the inventory and the room, too", async () => {
    const ring = await button("ring");
    await world.change(() => void (ring.location = bob.puppet));
    expect(await typed("press")).toEqual(["ring pressed "]);
  });

  it("leave the puppet's own sets in charge [commands C16]", async () => {
    const zap = command({ key: "zap", run: (ctx) => ctx.msg("zapped") });
    const arena = cmdset({ key: "arena", priority: 1, mergeType: "replace", noExits: true, commands: [zap] });
    await world.change(() => world.stacks.of(bob.puppet).add(arena));
    expect(await typed("north", "zap")).toEqual([expect.stringContaining("not available"), "zapped"]);
  });

  it("go when the account says noExits (row 26), and only things when the puppet says noObjs (row 27)", async () => {
    await button("red");
    const still = cmdset({ key: "still", noObjs: true });
    await world.change(() => world.stacks.of(bob.puppet).add(still));
    expect(await typed("press", "north")).toEqual([expect.stringContaining("not available")]);
    await world.change(() => void (bob.puppet.location = hall));
    await world.change(() => world.stacks.of(bob.account).add(cmdset({ key: "stay", noExits: true })));
    expect(await typed("north")).toEqual([expect.stringContaining("not available")]);
  });

  it("follow the highest word about exits (row 25)", async () => {
    await world.change(() => {
      const stack = world.stacks.of(bob.puppet);
      stack.add(cmdset({ key: "m1", priority: 1, noExits: true }));
      stack.add(cmdset({ key: "m2", priority: 2, noExits: false }));
    });
    expect(await typed("north")).toEqual([]);
  });

  it("remove a command without wiping the rest [commands C17]", async () => {
    const gone = cmdset({ key: "gone", mergeType: "remove", commands: [look] });
    await world.change(() => world.stacks.of(bob.puppet).add(gone));
    expect(await typed("look", "say hi")).toEqual([expect.stringContaining("not available"), "says hi"]);
  });

  it("run the new code after a set was swapped [commands C18]", async () => {
    const stack = world.stacks.of(bob.puppet);
    const set = (text: string) =>
      cmdset({ key: "A", commands: [command({ key: "t", run: (ctx) => ctx.msg(text) })] });
    await world.change(() => stack.add(set("ONE")));
    expect(await typed("t")).toEqual(["ONE"]);
    await world.change(() => stack.add(set("TWO")));
    expect(await typed("t")).toEqual(["TWO"]);
  });

  it("hand channel names in between, where no set says noChannels", async () => {
    world.channelSets.push(
      cmdset({
        key: "channels",
        priority: -25,
        commands: [command({ key: "pub", run: (ctx) => ctx.msg("public") })],
      }),
    );
    expect(await typed("pub")).toEqual(["public"]);
    await world.change(() => bob.session.commandSets.add(cmdset({ key: "quiet", noChannels: true })));
    expect(await typed("pub")).toEqual([expect.stringContaining("not available")]);
  });
});

describe("system commands", () => {
  it("answer what nothing else answers [commands C22]", async () => {
    const world = await Scene.create();
    const bob = await world.player("Bob", await world.room("Hall"), stock);
    const nothing = command({ key: "__noinput_command", rawArgs: true, run: (ctx) => ctx.msg("nothing") });
    const noMatch = command({
      key: "__nomatch_command",
      rawArgs: true,
      run: (ctx) => ctx.msg(`no ${ctx.argString}`),
    });
    await world.change(() => bob.session.commandSets.add(cmdset({ key: "s", commands: [nothing, noMatch] })));
    expect(await world.type(bob.session, "foo bar", "", "__nomatch_command x")).toEqual([
      "no foo bar",
      "nothing",
      "no __nomatch_command x",
    ]);
  });

  it("give way to the built-in text where their lock fails", async () => {
    const world = await Scene.create();
    const bob = await world.player("Bob", await world.room("Hall"), stock);
    const noMatch = command({
      key: "__nomatch_command",
      locks: "cmd:false()",
      rawArgs: true,
      run: (ctx) => ctx.msg("x"),
    });
    await world.change(() => bob.session.commandSets.add(cmdset({ key: "s", commands: [noMatch] })));
    expect(await world.type(bob.session, "foo")).toEqual([expect.stringContaining("not available")]);
  });
});
