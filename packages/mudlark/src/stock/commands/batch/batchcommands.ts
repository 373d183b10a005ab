import {
  arg,
  command,
  Entity,
  escapeMarkup,
  flag,
  optional,
  seq,
  valued,
  type BatchCommand,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import type { BatchStep, BatchSteps } from "./batch-step.ts";
import { runSteps, summaryOf } from "./run-steps.ts";
import { stepThrough } from "./step-through.ts";
import { fromBatch, onlyOneBatch, stopBatch } from "./only-one-batch.ts";

export const batchcommands = command({
  key: "batchcommands",
  aliases: ["batchcommand", "batchcmd"],
  category: "building",
  locks: "cmd:perm(batchcommands) or perm(Developer)",
  help:
    "Run the commands of a file, one after the other, as if you had typed them. Files with the ending .ev or .batch lie " +
    "in the game's folder for batch files. A line that begins with # ends a command. #INSERT name puts another file in; " +
    "#ANSWER text answers a question of the next command. The first command that fails ends it.",
  examples: ["batchcommands keep", "batchcommands/interactive keep.batch", "batchcommands/dry-run keep"],
  switches: {
    interactive: flag("go through it by hand"),
    continue: flag("go on after what failed"),
    "dry-run": flag("read it and run nothing"),
    stop: flag("stop what you run now, before its next command"),
    as: valued(arg.object("object", { from: "anywhere" }), "run it as an object; for superusers"),
  },
  args: seq(optional(arg.text("file"))),
  async run(ctx, { file, switches }) {
    if (switches.stop) return stopBatch(ctx);
    if (file === undefined)
      return ctx.fail("Which file? Name it as it is called in the folder of batch files.");
    onlyOneBatch(ctx);
    const { as = null } = switches;
    if (as !== null && !isSuperuser(ctx))
      return ctx.fail("Only a superuser may run a file as somebody else.");
    const load = (): Promise<BatchSteps> => loadSteps(ctx, file, as);
    if (switches.interactive) return stepThrough(ctx, { name: file, noun: "command", load });
    const loaded = await ctx.wait(load());
    if (!loaded.ok) return ctx.fail(escapeMarkup(loaded.problem));
    const steps = loaded.value;
    if (switches["dry-run"]) return dryRun(ctx, steps);
    const run = await runSteps(ctx, steps, { name: file, goesOn: switches.continue });
    const summary = summaryOf(run, steps.length, "command");
    return run.failures.length > 0 || run.isStopped ? ctx.fail(summary) : ctx.msg(summary);
  },
});

async function loadSteps(ctx: CommandContext, file: string, as: WorldObject | null): Promise<BatchSteps> {
  const read = await ctx.game.batches.commands(file);
  return read.ok ? { ok: true, value: read.value.map((entry) => stepOf(ctx, entry, as)) } : read;
}

function stepOf(
  ctx: CommandContext,
  { file, line, text, answers }: BatchCommand,
  as: WorldObject | null,
): BatchStep {
  return {
    at: `${file}:${line}`,
    text,
    async run() {
      const actor = as === null ? {} : { as };
      const { status } = await ctx.executeLine(text, { ...actor, answers, extra: fromBatch });
      return problems[status];
    },
  };
}

const problems = {
  ok: null,
  failed: "the command could not do it.",
  stopped: "the command was called off.",
  error: "the command ran into an error.",
  unknown: "there is no such command.",
} as const;

/** What is there now may be another choice than when the line is reached, so this only warns. */
function dryRun(ctx: CommandContext, steps: readonly BatchStep[]): void {
  const names = ctx.available().flatMap((each) => each.names.map((name) => name.toLowerCase()));
  const strange = steps.filter(({ text }) => {
    const line = text
      .trim()
      .toLowerCase()
      .replace(/^[@&/+]+/u, "");
    return !names.some((name) => line.startsWith(name.replace(/^[@&/+]+/u, "")));
  });
  const lines = strange.map(
    ({ at, text }) => `${at}: you have no such command now: ${text.split("\n")[0] ?? ""}`,
  );
  const count = steps.length === 1 ? "One command" : `${steps.length} commands`;
  ctx.page([...lines.map(escapeMarkup), `${count} read, none run.`].join("\n"));
}

function isSuperuser({ caller }: CommandContext): boolean {
  return caller instanceof Entity && caller.isSuperuser;
}
