import { beforeEach, describe, expect, it } from "vitest";
import { Aborted } from "../../model/turn/aborted.ts";
import { arg } from "../arguments/arg.ts";
import { command } from "../declaration/command.ts";
import { cmdset } from "../sets/command-set.ts";
import type { CommandContext, CommandDefinition } from "../declaration/definition.ts";
import { asSource, Scene, type Player } from "../scene.suite.ts";
import type { WorldObject } from "../../model/object/world-object.ts";

const look = command({ key: "look", run: (ctx) => ctx.msg(ctx.here.name) });

function doing(run: (ctx: CommandContext) => unknown): CommandDefinition {
  return command({ key: "do", rawArgs: true, run });
}

describe("a command that waits", () => {
  let world: Scene;
  let hall: WorldObject;

  beforeEach(async () => {
    world = await Scene.create();
    hall = await world.room("Hall");
  });

  async function player(...commands: readonly CommandDefinition[]): Promise<Player> {
    return await world.player("Bob", hall, cmdset({ key: "character", commands: [look, ...commands] }));
  }

  it("asks one question after the other and checks the answers [commands C51]", async () => {
    const bob = await player(
      doing(async (ctx) => {
        const name = await ctx.ask("Name?");
        const age = await ctx.ask("Age?", { kind: arg.int("age", { min: 1 }) });
        ctx.msg(`${name} is ${age + 1}`);
      }),
    );
    expect(await world.type(bob.session, "do", " Al ", "x", "7")).toEqual([
      "? Name?",
      "? Age?",
      '"x" is not a whole number.',
      "? Age?",
      "Al is 8",
    ]);
    expect(bob.session.frames.top).toBeNull();
  });

  it("is what its session waits for, until it is answered", async () => {
    const bob = await player(doing(async (ctx) => ctx.msg(await ctx.ask("Name?"))));
    await world.type(bob.session, "do");
    expect(bob.session.waitsFor).toBe("do");
    await world.type(bob.session, "Al");
    expect(bob.session.waitsFor).toBeNull();
  });

  it("asks its next question before the next of the lines that were typed ahead", async () => {
    const bob = await player(
      doing(async (ctx) => ctx.msg(`${await ctx.ask("Name?")} ${await ctx.ask("Age?")}`)),
    );
    expect(await world.paste(bob.session, "do", "Al", "7", "look")).toEqual([
      "? Name?",
      "? Age?",
      "Al 7",
      "Hall",
    ]);
  });

  it("is not answered by lines that code executes [commands C52]", async () => {
    const bob = await player(doing(async (ctx) => ctx.msg(`so ${await ctx.ask("Well?")}`)));
    const force = command({
      key: "force",
      run: async (ctx) => ctx.msg((await ctx.executeLine("look", { as: bob.puppet })).status),
    });
    const ann = await world.player("Ann", hall, cmdset({ key: "c", commands: [force] }));
    await world.type(bob.session, "do");
    expect(await world.type(ann.session, "force")).toEqual(["Bob: Hall", "ok"]);
    expect(bob.session.frames.top?.kind).toBe("question");
    expect(await world.type(bob.session, "look")).toEqual(["so look"]);
  });

  it("takes yes and no in any case", async () => {
    const bob = await player(
      doing(async (ctx) => ctx.msg(String(await ctx.confirm("Sure?", { default: false })))),
    );
    expect(await world.type(bob.session, "do", "YES")).toEqual(["? Sure? Y/[N]", "true"]);
    expect(await world.type(bob.session, "do", "")).toEqual(["? Sure? Y/[N]", "false"]);
    expect(await world.type(bob.session, "do", "hm", "n")).toEqual([
      "? Sure? Y/[N]",
      "Please answer yes or no, or abort to call it off.",
      "? Sure? Y/[N]",
      "false",
    ]);
    expect(await world.type(bob.session, "do", "A")).toEqual([
      "? Sure? Y/[N]",
      'All right. "do" is cancelled.',
    ]);
  });

  it("lets choose by number, name, or beginning, page by page", async () => {
    const fruit = ["apple", "banana", "bilberry", "cherry"];
    const bob = await player(doing(async (ctx) => ctx.msg(await ctx.choose("Which?", fruit, { page: 3 }))));
    expect(await world.type(bob.session, "do", "b", "next", "4")).toEqual([
      "? Which?\n1. apple\n2. banana\n3. bilberry\nPage 1 of 2: next or previous for more.",
      "More than one of them begins like that. Please type more of it.",
      expect.stringContaining("Page 1 of 2"),
      "? Which?\n4. cherry\nPage 2 of 2: next or previous for more.",
      "cherry",
    ]);
    expect(await world.type(bob.session, "do", "BAN")).toEqual([expect.any(String), "banana"]);
    expect(await world.type(bob.session, "do", "9", "abort")).toEqual([
      expect.any(String),
      "Please choose by name, or by a number from 1 to 4.",
      expect.any(String),
      'All right. "do" is cancelled.',
    ]);
  });

  it("lets choose several with commas between", async () => {
    const bob = await player(
      doing(async (ctx) => ctx.msg((await ctx.choose("Which?", ["a", "b", "c"], { multi: true })).join("+"))),
    );
    expect(await world.type(bob.session, "do", "1, x", ",", "c,1,c,")).toEqual([
      expect.any(String),
      "Please choose by name, or by a number from 1 to 3.",
      expect.any(String),
      "Please choose by name, or by a number from 1 to 3.",
      expect.any(String),
      "c+a",
    ]);
  });

  it("gives up after five lines that are no answer", async () => {
    const bob = await player(doing((ctx) => ctx.ask("On?", { choices: ["on", "off"] })));
    const shown = await world.type(bob.session, "do", "1", "2", "3", "4", "5", "look");
    expect(shown.slice(-2)).toEqual(["That was the last try. Nothing was done.", "Hall"]);
  });

  it("can be called off by a word", async () => {
    let reason = "";
    const bob = await player(
      doing(async (ctx) => {
        await ctx.ask("Name?").catch((error: unknown) => {
          reason = (error as Aborted).reason;
          throw error;
        });
      }),
    );
    expect(await world.type(bob.session, "do", "@ABORT", "look")).toEqual([
      "? Name?",
      'All right. "do" is cancelled.',
      "Hall",
    ]);
    expect(reason).toBe("cancelled");
  });

  it("hides what is typed while the question is secret", async () => {
    const bob = await player(
      doing(async (ctx) => ctx.msg(`${(await ctx.ask("Password?", { secret: true })).length} letters`)),
    );
    await world.type(bob.session, "do");
    expect(bob.session.echo).toBe(false);
    expect(await world.type(bob.session, "hunter2")).toEqual(["7 letters"]);
    expect(bob.session.echo).toBe(true);
  });

  it("stops waiting when the time is up", async () => {
    const bob = await player(doing(async (ctx) => ctx.msg(await ctx.ask("Name?", { timeout: 30 }))));
    await world.type(bob.session, "do");
    await world.advance(29);
    expect(bob.session.frames.top).not.toBeNull();
    await world.advance(1);
    expect(bob.session.frames.top).toBeNull();
    expect(world.sent.at(-1)?.text).toBe('The time is up. "do" is cancelled.');
    expect(world.clock.waiting).toBe(0);
  });

  it("leaves no timer behind when it was answered", async () => {
    const bob = await player(doing(async (ctx) => ctx.msg(await ctx.ask("Name?", { timeout: 30 }))));
    expect(await world.type(bob.session, "do", "Al")).toEqual(["? Name?", "Al"]);
    expect(world.clock.waiting).toBe(0);
  });

  it("answers the upper question first", async () => {
    const bob = await player(
      doing(async (ctx) => {
        const first = ctx.ask("First?");
        const second = await ctx.ask("Second?");
        ctx.msg(`${second}, ${await first}`);
      }),
    );
    expect(await world.type(bob.session, "do", "two", "one")).toEqual([
      "? First?",
      "? Second?",
      "? First?",
      "two, one",
    ]);
  });

  it("lets other lines run while it pauses", async () => {
    const bob = await player(
      doing(async (ctx) => {
        ctx.msg("one");
        await ctx.pause(10);
        ctx.msg("two");
      }),
    );
    expect(await world.type(bob.session, "do", "look")).toEqual(["one", "Hall"]);
    await world.advance(10);
    expect(world.sent.at(-1)?.text).toBe("two");
  });

  it("is called off when its session goes, and does nothing more [commands C54]", async () => {
    const seen: unknown[] = [];
    const run = async (ctx: CommandContext): Promise<void> => {
      const { signal } = ctx;
      try {
        await (ctx.argString === "ask" ? ctx.ask("Name?") : ctx.pause(10));
        seen.push("went on");
      } catch (error) {
        seen.push(error instanceof Aborted ? error.reason : error, signal.aborted);
        throw error;
      }
    };
    for (const line of ["do ask", "do pause"]) {
      const bob = await player(doing(run));
      await world.type(bob.session, line);
      const before = world.sent.length;
      await world.change(() => world.dispatcher.callOff(asSource(bob.session), "disconnect"));
      expect(bob.session.frames.top).toBeNull();
      expect(world.sent.length).toBe(before);
    }
    expect(seen).toEqual(["disconnect", true, "disconnect", true]);
  });

  it("is asked again whether it may go on", async () => {
    const bob = await player(
      command({ key: "do", locks: "cmd:perm(Player)", run: async (ctx) => ctx.msg(await ctx.ask("Name?")) }),
    );
    await world.type(bob.session, "do");
    await world.change(() => bob.account.permissions.clear());
    expect(await world.type(bob.session, "Al")).toEqual(['You may not do that any more. "do" is cancelled.']);
  });

  it("ends when its caller is gone", async () => {
    const bob = await player(doing(async (ctx) => ctx.msg(await ctx.ask("Name?"))));
    await world.type(bob.session, "do");
    await world.change(() => bob.puppet.delete({ force: true }));
    expect(await world.type(bob.session, "Al")).toEqual([]);
  });

  it("has nobody to ask when no session typed the line", async () => {
    const bob = await player(doing((ctx) => ctx.ask("Name?")));
    const outcome = await world.turns.run({ kind: "event", label: "npc", lane: "npc" }, () =>
      world.dispatcher.executeAs(
        { caller: bob.puppet, session: null, account: null, puppet: bob.puppet },
        "do",
      ),
    );
    expect(outcome).toEqual({ status: "stopped" });
  });

  it("waits for things outside the world", async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const bob = await player(doing(async (ctx) => ctx.msg(`got ${await ctx.wait(promise)}`)));
    expect(await world.type(bob.session, "do", "look")).toEqual(["Hall"]);
    resolve(5);
    await world.settle();
    expect(world.sent.at(-1)?.text).toBe("got 5");
  });

  it("makes the session's next line wait while it is exclusive", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const bob = await player(
      doing(async (ctx) => {
        await ctx.exclusive(() => ctx.wait(promise));
        ctx.msg("done");
      }),
    );
    for (const line of ["do", "look"]) {
      world.turns.enqueue({ kind: "line", label: line, lane: `session:${bob.session.id}` }, () =>
        world.dispatcher.receive(asSource(bob.session), line),
      );
    }
    await new Promise((next) => setImmediate(next));
    expect(world.sent).toEqual([]);
    resolve();
    await world.settle();
    expect(world.sent.map(({ text }) => text)).toEqual(["done", "Hall"]);
  });
});
