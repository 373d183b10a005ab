import {
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  seq,
  spokenTable,
  table,
  type CommandContext,
  type Task,
} from "../../../api.ts";
import { shortTime } from "../account/short-time.ts";

export const tasks = command({
  key: "tasks",
  aliases: ["delays", "task"],
  category: "system",
  locks: "cmd:perm(tasks) or perm(Developer)",
  help:
    "List what is to be done later, and what has failed; or hold, let go on, do or cancel one of them by its id. " +
    "The first 100 are shown. Those with a negative id are gone with a reload.",
  examples: ["tasks", "tasks/cancel 17", "tasks/do 17"],
  switches: {
    pause: flag("hold it"),
    unpause: flag("let it go on; also when it was suspended"),
    do: flag("do it now, and not again"),
    cancel: flag("forget it"),
  },
  args: seq(optional(arg.int("id"))),
  run(ctx, { id, switches }) {
    const chosen = Object.values(switches).filter(Boolean).length;
    if (chosen > 1) return ctx.fail("One switch at a time, please.");
    if (id === undefined) {
      return chosen === 0 ? list(ctx) : ctx.fail("Which one? Name it by its id, which tasks shows.");
    }
    const task = ctx.game.delays.get(id);
    if (task === null) return ctx.fail(`There is no task ${id}. It may have been done already.`);
    const name = `Task ${id} (${escapeMarkup(task.label)})`;
    if (switches.pause) task.pause();
    else if (switches.unpause) task.unpause();
    else if (switches.do) task.doNow();
    else if (switches.cancel) task.cancel();
    return ctx.msg(`${name}: ${stateOf(task)}.`);
  },
});

const headings = ["Id", "Does", "In"];
const mostShown = 100;

function list(ctx: CommandContext): void {
  const { delays } = ctx.game;
  const waiting = delays.all();
  const failed = delays.failed.map(
    ({ id, label, at, error }) =>
      `Failed ${shortTime(ctx.game.clock.now() - at)} ago: ${id} (${escapeMarkup(label)}): ${escapeMarkup(error)}`,
  );
  if (waiting.length === 0) return ctx.msg(["Nothing is to be done later.", ...failed].join("\n"));
  const rows = waiting
    .slice(0, mostShown)
    .map((task) => [String(task.id), escapeMarkup(task.label), stateOf(task)]);
  const cut = waiting.length > mostShown ? `; these are the first ${mostShown}` : "";
  const total = `${waiting.length === 1 ? "One task" : `${waiting.length} tasks`}${cut}.`;
  const below = [total, ...failed].join("\n");
  const text = `${table(headings, rows, { maxWidth: ctx.size.width })}\n${below}`;
  return ctx.page({ text, alt: `${spokenTable(headings, rows)}\n${below}` });
}

function stateOf(task: Task): string {
  if (!task.exists) return "over";
  return task.isPaused ? "held" : shortTime((task.timeLeft ?? 0) * 1000);
}
