import {
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  seq,
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
    "List what is to be done later, and what has failed; or hold, let go on, do or cancel what has an id or a name. " +
    "For an id you are asked first. Those with a negative id are gone with a reload.",
  examples: ["tasks", "tasks/cancel 17", "tasks/do 17", "tasks/pause #5.gutter"],
  switches: {
    pause: flag("hold it"),
    unpause: flag("let it go on; also when it was suspended"),
    do_task: flag("do it now, and not again"),
    call: flag("do it now, and again at its time"),
    remove: flag("forget it, as with /cancel"),
    cancel: flag("forget it"),
  },
  args: seq(optional(arg.phrase("which"))),
  async run(ctx, { which, switches }) {
    const chosen = Object.keys(actions).filter((name): name is Action => switches[name as Action]);
    if (chosen.length > 1) return ctx.fail("One switch at a time, please.");
    const [action] = chosen;
    const wanted = which === undefined ? ctx.game.delays.all() : tasksCalled(ctx, which);
    if (action === undefined) return list(ctx, wanted);
    if (which === undefined) return ctx.fail("Which one? Name it by its id, which tasks shows.");
    const isById = wanted[0]?.label !== which;
    const question = `${questions[action]} task ${wanted.map(nameOf).join()}?`;
    if (isById && !(await ctx.confirm(question, { default: true }))) {
      return ctx.fail("Nothing was changed.");
    }
    for (const task of wanted) {
      if (task.exists) actions[action](task);
      ctx.msg(`Task ${nameOf(task)}: ${stateOf(task)}.`);
    }
  },
});

/** What the switches do to a task. */
const actions = {
  pause: (task: Task) => task.pause(),
  unpause: (task: Task) => task.unpause(),
  do_task: (task: Task) => void task.doNow(),
  call: (task: Task) => task.call(),
  remove: (task: Task) => void task.cancel(),
  cancel: (task: Task) => void task.cancel(),
} as const;

type Action = keyof typeof actions;

const questions: Readonly<Record<Action, string>> = {
  pause: "Hold",
  unpause: "Let go on",
  do_task: "Do now",
  call: "Do now",
  remove: "Forget",
  cancel: "Forget",
};

/** The one with an id, or all with a name. */
function tasksCalled(ctx: CommandContext, which: string): readonly Task[] {
  const byId = /^-?\d{1,15}$/u.test(which) ? ctx.game.delays.get(Number(which)) : null;
  const found = byId === null ? ctx.game.delays.all().filter(({ label }) => label === which) : [byId];
  if (found.length > 0) return found;
  return ctx.fail(`There is no task ${escapeMarkup(which)}. It may have been done already.`);
}

function nameOf({ id, label }: Task): string {
  return `${id} (${escapeMarkup(label)})`;
}

const headings = ["Id", "Does", "In"];
/** The columns of a table are only known when all rows are written; more tasks than these have a line each. */
const mostInTable = 100;

function list(ctx: CommandContext, waiting: readonly Task[]): void {
  const failed = ctx.game.delays.failed.map(
    ({ id, label, at, error }) =>
      `Failed ${shortTime(ctx.game.clock.now() - at)} ago: ${id} (${escapeMarkup(label)}): ${escapeMarkup(error)}`,
  );
  if (waiting.length === 0) return ctx.msg(["Nothing is to be done later.", ...failed].join("\n"));
  if (waiting.length > mostInTable) {
    const row = (at: number): string => longLineOf(waiting[at]);
    return ctx.page(
      { count: waiting.length, row },
      { header: [`${waiting.length} tasks:`, ...failed].join("\n") },
    );
  }
  const rows = waiting.map((task) => [String(task.id), escapeMarkup(task.label), stateOf(task)]);
  const total = waiting.length === 1 ? "One task." : `${waiting.length} tasks.`;
  const below = [total, ...failed].join("\n");
  return ctx.page(ctx.styledTable(headings, rows, { below }));
}

/** It may be done by the time somebody comes to see it. */
function longLineOf(task: Task | undefined): string {
  return task === undefined ? "" : `${nameOf(task)}: ${stateOf(task)}`;
}

function stateOf(task: Task): string {
  if (!task.exists) return "over";
  return task.isPaused ? "held" : shortTime((task.timeLeft ?? 0) * 1000);
}
