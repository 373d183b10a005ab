import { describe, expect, it } from "vitest";
import { command } from "../declaration/command.ts";
import { cmdset } from "../sets/command-set.ts";
import { asSource, Scene } from "../scene.suite.ts";

const stock = cmdset({
  key: "character",
  commands: [
    command({ key: "look", run: (ctx) => ctx.msg(ctx.here.name) }),
    command({ key: "say", rawArgs: true, run: (ctx) => ctx.msg(`says ${ctx.argString}`) }),
    command({ key: "find", locks: "cmd:perm(Builder)", run: (ctx) => ctx.msg("found") }),
    command({ key: "quit", run: (ctx) => ctx.msg("gone") }),
  ],
});

describe("lines that code executes", () => {
  it("answer with their outcome, ask nobody, and notice circles", async () => {
    const world = await Scene.create();
    const hall = await world.room("Hall");
    const ann = await world.player("Ann", hall, stock);
    const force = command({
      key: "force",
      rawArgs: true,
      async run(ctx) {
        const outcome = await ctx.executeLine(ctx.argString, { as: ann.puppet });
        ctx.msg(outcome.status);
      },
    });
    const circle = command({ key: "circle", run: (ctx) => ctx.executeLine("circle") });
    const bob = await world.player("Bob", hall, stock.with(force, circle));
    expect(await world.type(bob.session, "force look", "force xyzzy")).toEqual([
      "Ann: Hall",
      "ok",
      expect.stringContaining("Ann: "),
      "unknown",
    ]);
    expect(await world.type(bob.session, "circle")).toEqual([
      expect.stringContaining("circles: circle > circle"),
    ]);
    expect(world.logged).toHaveLength(1);
  });

  it("have an outcome each", async () => {
    const world = await Scene.create();
    const fails = command({ key: "fails", run: (ctx) => ctx.fail("No.") });
    const stops = command({ key: "stops", before: (ctx) => ctx.stop(), run: (ctx) => ctx.msg("never") });
    const gives = command({ key: "gives", run: () => 42 });
    const bob = await world.player("Bob", await world.room("Hall"), stock.with(fails, stops, gives));
    expect(await world.outcome(bob.session, "fails")).toEqual({ status: "failed" });
    expect(await world.outcome(bob.session, "stops")).toEqual({ status: "stopped" });
    expect(await world.outcome(bob.session, "gives")).toEqual({ status: "ok", value: 42 });
    expect(await world.outcome(bob.session, "nonsense")).toEqual({ status: "unknown" });
    expect(world.sent.map(({ text }) => text)).toEqual(["No.", expect.stringContaining("not available")]);
  });

  it("remember what was run before", async () => {
    const world = await Scene.create();
    const again = command({ key: "again", run: (ctx) => ctx.msg(JSON.stringify(ctx.previous)) });
    const bob = await world.player("Bob", await world.room("Hall"), stock.with(again));
    expect(await world.type(bob.session, "again", "say hi", "again")).toEqual([
      "null",
      "says hi",
      '{"key":"say","argString":"hi","outcome":{"status":"ok"}}',
    ]);
  });

  it("list what the caller may use", async () => {
    const world = await Scene.create();
    const bob = await world.player("Bob", await world.room("Hall"), stock);
    const actor = await world.change(() =>
      world.dispatcher.available({
        caller: bob.puppet,
        session: asSource(bob.session),
        account: null,
        puppet: bob.puppet,
      }),
    );
    expect(actor.map(({ command: { key } }) => key)).toEqual(["look", "say", "quit"]);
  });
});
