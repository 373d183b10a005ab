import { beforeEach, describe, expect, it } from "vitest";
import type { Aborted } from "../../model/turn/aborted.ts";
import { command } from "../declaration/command.ts";
import { cmdset } from "../sets/command-set.ts";
import type { CommandContext, CommandDefinition } from "../declaration/definition.ts";
import { Scene, type Player } from "../scene.suite.ts";
import type { WorldObject } from "../../model/object/world-object.ts";

const look = command({ key: "look", run: (ctx) => ctx.msg(ctx.here.name) });

function doing(
  run: (ctx: CommandContext) => unknown,
  more: Partial<CommandDefinition> = {},
): CommandDefinition {
  return command({
    key: "do",
    rawArgs: true,
    run,
    ...(more.atomic === undefined ? {} : { atomic: more.atomic }),
  });
}

describe("a command that throws", () => {
  let world: Scene;
  let hall: WorldObject;

  beforeEach(async () => {
    world = await Scene.create();
    hall = await world.room("Hall");
  });

  async function player(command: CommandDefinition, permission = "Player"): Promise<Player> {
    return await world.player(
      "Bob",
      hall,
      cmdset({ key: "character", commands: [look, command] }),
      permission,
    );
  }

  function change(object: WorldObject): void {
    object.key = "changed";
  }

  it("says so in one line, and changes nothing", async () => {
    const bob = await player(
      doing((ctx) => {
        ctx.msg("I am about to fail");
        change(hall);
        throw new Error("secret detail");
      }),
    );
    const shown = await world.type(bob.session, "do");
    expect(shown).toEqual([expect.stringMatching(/^Something went wrong .* written down as [a-z2-9]{6}\.$/)]);
    expect(hall.key).toBe("Hall");
    const id = /down as (\w+)\./.exec(shown[0] ?? "")?.[1];
    expect(world.logged).toEqual([
      {
        level: "error",
        message: "A command failed",
        fields: expect.objectContaining({ incident: id, command: "do" }) as unknown,
      },
    ]);
  });

  it("after a question undoes that turn only [commands C55]", async () => {
    const bob = await player(
      doing(async (ctx) => {
        ctx.msg("before");
        const answer = await ctx.ask("Go on?");
        change(hall);
        ctx.msg("after");
        throw new Error(answer);
      }),
    );
    expect(await world.type(bob.session, "do", "yes", "look")).toEqual([
      "before",
      "? Go on?",
      expect.stringContaining("Something went wrong"),
      "Hall",
    ]);
  });

  it("keeps what it did when it is not atomic", async () => {
    const bob = await player(
      doing(
        (ctx) => {
          ctx.msg("half");
          change(hall);
          throw new Error("no");
        },
        { atomic: false },
      ),
    );
    expect(await world.type(bob.session, "do")).toEqual(["half", expect.stringContaining("in the middle")]);
    expect(hall.key).toBe("changed");
  });

  it("shows the trace to developers", async () => {
    const bob = await player(
      doing(() => {
        throw new Error("a |rdetail");
      }),
      "Developer",
    );
    expect(await world.type(bob.session, "do")).toEqual([expect.stringContaining("Error: a ||rdetail")]);
  });

  it("outside of its turn is still reported", async () => {
    const bob = await player(
      doing(async (ctx) => {
        await new Promise((resolve) => setImmediate(resolve));
        await new Promise((resolve) => setImmediate(resolve));
        ctx.msg("too late");
      }),
      "Developer",
    );
    expect(await world.type(bob.session, "do")).toEqual([expect.stringContaining("ctx.wait")]);
  });

  it("runs its after, and so does one that fails or stops", async () => {
    const seen: string[] = [];
    const ending = command({
      key: "do",
      rawArgs: true,
      before: (ctx) => (ctx.argString === "stop" ? ctx.stop() : undefined),
      run(ctx) {
        if (ctx.argString === "fail") ctx.fail("No.");
        if (ctx.argString === "throw") throw new Error("x");
      },
      after: (ctx, { status }) => {
        seen.push(`${ctx.argString} ${status}`);
        ctx.msg("after");
      },
    });
    const bob = await player(ending);
    const shown = await world.type(bob.session, "do ok", "do stop", "do fail", "do throw");
    expect(seen).toEqual(["ok ok", "stop stopped", "fail failed", "throw error"]);
    expect(shown.filter((line) => line === "after")).toHaveLength(4);
  });

  it("takes back the question that it asked", async () => {
    let reason = "";
    const bob = await player(
      doing((ctx) => {
        ctx
          .ask("Name?", { secret: true })
          .catch((error: unknown) => void (reason = (error as Aborted).reason));
        throw new Error("x");
      }),
    );
    expect(await world.type(bob.session, "do", "look")).toEqual([
      expect.stringContaining("Something"),
      "Hall",
    ]);
    expect(bob.session.echo).toBe(true);
    expect(reason).toBe("undone");
  });

  it("in its after is reported, and what it did is undone", async () => {
    const bob = await player(
      command({
        key: "do",
        run: (ctx) => ctx.msg("done"),
        after() {
          throw new Error("x");
        },
      }),
    );
    expect(await world.type(bob.session, "do")).toEqual([expect.stringContaining("Something went wrong")]);
  });

  it("inside of another undoes only itself", async () => {
    const inner = command({
      key: "inner",
      run(ctx) {
        ctx.msg("inner");
        throw new Error("x");
      },
    });
    const outer = doing(async (ctx) => {
      ctx.msg("outer");
      const { status } = await ctx.executeLine("inner");
      ctx.msg(status);
    });
    const bob = await world.player("Bob", hall, cmdset({ key: "c", commands: [inner, outer] }));
    expect(await world.type(bob.session, "do")).toEqual([
      "outer",
      expect.stringContaining("Something went wrong"),
      "error",
    ]);
  });

  it("in the check of an answer leaves the question open", async () => {
    const bob = await player(
      doing(async (ctx) =>
        ctx.msg(
          await ctx.ask("Name?", {
            validate(value) {
              if (value === "bad") throw new Error("x");
              return value === "no" ? "Not that." : null;
            },
          }),
        ),
      ),
    );
    expect(await world.type(bob.session, "do", "bad", "no", "Al")).toEqual([
      "? Name?",
      expect.stringContaining("Something went wrong"),
      "Not that.",
      "? Name?",
      "Al",
    ]);
  });
});
