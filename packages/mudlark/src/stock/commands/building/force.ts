import { arg, command, escapeMarkup, sep, seq } from "../../../api.ts";
import { mayEdit } from "./may-edit.ts";
import { showNew } from "./show-new.ts";

const outcomes = {
  ok: "did it",
  failed: "could not do it",
  stopped: "stopped in the middle of it",
  error: "ran into an error with it",
  unknown: "knows no such command",
} as const;

export const force = command({
  key: "force",
  category: "building",
  locks: "cmd:perm(force) or perm(spawn) or perm(Builder)",
  help:
    "Let an object that you may change do something, as if it had typed a line. Who plays it sees what comes of it; a " +
    "question that waits for them is not answered by it.",
  examples: ["force golem = say Who goes there?"],
  args: seq(arg.object("who", { from: "anywhere" }), sep("="), arg.text("line")),
  async run(ctx, { who, line }) {
    const name = showNew(who);
    if (!mayEdit(ctx, who)) return ctx.fail(`You may not force ${name}.`);
    const outcome = await ctx.executeLine(line, { as: who });
    const told = `${name} ${outcomes[outcome.status]}: ${escapeMarkup(line)}`;
    return outcome.status === "ok" ? ctx.msg(told) : ctx.fail(told);
  },
});
