import { stripTypeScriptTypes } from "node:module";
import { inspect } from "node:util";
import vm from "node:vm";
import { arg, command, escapeMarkup, Entity, flag, seq, type CommandContext } from "../../../api.ts";

/** How long the part of it that does not wait may run, in milliseconds. */
const mostTime = 2000;

export const evaluate = command({
  key: "eval",
  aliases: ["js", "ts", "py", "!"],
  category: "system",
  locks: "cmd:perm(Developer)",
  help:
    "Run a line of TypeScript in the game and show its value. Bound: me, here, account, session, game, ctx. " +
    "It is one turn: an error undoes it.",
  examples: ["eval me.key", "eval game.objects.size", "eval/dry here.delete()"],
  switches: { dry: flag("undo everything afterwards") },
  rawArgs: true,
  args: seq(arg.text("code")),
  before(ctx) {
    const { liveCode } = ctx.game.server;
    const mayRun =
      liveCode === "developer" ||
      (liveCode === "superuser" && ctx.caller instanceof Entity && ctx.caller.isSuperuser);
    if (!mayRun) ctx.fail("Running code is switched off for you.");
  },
  async run(ctx, { code, switches }) {
    ctx.game.logger.security("code was run", {
      who: callerName(ctx),
      session: ctx.session?.id ?? null,
      code,
    });
    const value: unknown = await evaluateCode(code, ctx);
    const shown = escapeMarkup(inspect(show(value), { depth: 2, breakLength: 76 }).slice(0, 10_000));
    if (switches.dry) ctx.game.turns.requireTurn().rollback();
    ctx.msg(shown);
  },
});

/** Tries it as an expression first, whose value is shown; else as statements. */
async function evaluateCode(code: string, ctx: CommandContext): Promise<unknown> {
  const { puppet, location, account, session, game } = ctx;
  const bound = { me: puppet ?? account, here: location, account, session, game, ctx };
  const make = (body: string): unknown => {
    const source = stripTypeScriptTypes(`(async ({ ${Object.keys(bound).join(", ")} }) => { ${body}\n})`);
    return new vm.Script(source, { filename: "eval.ts" }).runInThisContext({ timeout: mostTime });
  };
  let program: unknown;
  try {
    program = make(`return (${code}\n)`);
  } catch {
    program = make(code);
  }
  return await (program as (values: typeof bound) => Promise<unknown>)(bound);
}

function show(value: unknown): unknown {
  return value instanceof Entity ? `${value.constructor.name} ${value.key} (${value.ref})` : value;
}

function callerName(ctx: CommandContext): string {
  return ctx.account?.key ?? ctx.puppet?.key ?? "nobody";
}
