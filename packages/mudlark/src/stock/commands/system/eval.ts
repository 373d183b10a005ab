import { arg, command, escapeMarkup, flag, seq, type CommandContext } from "../../../api.ts";
import { evaluateCode, showValue } from "./evaluate-code.ts";
import { liveCodeOnly } from "./live-code.ts";

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
  before: liveCodeOnly,
  async run(ctx, { code, switches }) {
    ctx.game.logger.security("code was run", {
      who: callerName(ctx),
      session: ctx.session?.id ?? null,
      code,
    });
    const { puppet, location, account, session, game } = ctx;
    const bound = { me: puppet ?? account, here: location, account, session, game, ctx };
    const shown = escapeMarkup(showValue(await evaluateCode(code, bound)));
    if (switches.dry) ctx.game.turns.requireTurn().rollback();
    ctx.msg(shown);
  },
});

function callerName(ctx: CommandContext): string {
  return ctx.account?.key ?? ctx.puppet?.key ?? "nobody";
}
