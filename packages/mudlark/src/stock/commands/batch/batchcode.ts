import { pathToFileURL } from "node:url";
import {
  Aborted,
  RunEnding,
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  seq,
  type CommandContext,
} from "../../../api.ts";
import type { BatchStep, BatchSteps } from "./batch-step.ts";
import { onlyOneBatch, stopBatch } from "./only-one-batch.ts";
import { runSteps, summaryOf } from "./run-steps.ts";
import { stepThrough } from "./step-through.ts";

export const batchcode = command({
  key: "batchcode",
  aliases: ["batchcodes"],
  category: "building",
  locks: "cmd:serversetting(security.liveCode, developer) and (perm(batchcode) or perm(Developer))",
  help:
    "Run a module of TypeScript or JavaScript from the folder of batch files: its default is a function, or a list of " +
    "functions that are run one after the other. Each gets the context of this command, and { debug, include }, where " +
    "include names another such file. A step that throws is undone and ends it.",
  examples: ["batchcode keep", "batchcode/interactive keep.ts"],
  switches: {
    interactive: flag("go through it by hand"),
    debug: flag("tell the code that this is a trial, so that it can take away what it makes"),
    stop: flag("stop what you run now, before its next step"),
  },
  args: seq(optional(arg.text("file"))),
  async run(ctx, { file, switches }) {
    if (switches.stop) return stopBatch(ctx);
    if (file === undefined)
      return ctx.fail("Which file? Name it as it is called in the folder of batch files.");
    onlyOneBatch(ctx);
    const load = (): Promise<BatchSteps> => loadSteps(ctx, file, switches.debug, []);
    if (switches.interactive) return stepThrough(ctx, { name: file, noun: "step", load });
    const loaded = await ctx.wait(load());
    if (!loaded.ok) return ctx.fail(escapeMarkup(loaded.problem));
    const steps = loaded.value;
    ctx.game.logger.security("a file of code was run", { who: ctx.account?.key ?? null, file });
    const run = await runSteps(ctx, steps, { name: file });
    const summary = summaryOf(run, steps.length, "step");
    return run.failures.length > 0 || run.isStopped ? ctx.fail(summary) : ctx.msg(summary);
  },
});

/** What a function of a batch file gets beside the context. */
export interface BatchCodeTools {
  /** Was `/debug` typed? */
  readonly debug: boolean;
  /** Runs the steps of another file here. */
  include(file: string): Promise<void>;
}

/** A step of a batch file of code. */
export type BatchCode = (ctx: CommandContext, tools: BatchCodeTools) => unknown;

const deepestInclude = 20;

async function loadSteps(
  ctx: CommandContext,
  file: string,
  debug: boolean,
  from: readonly string[],
): Promise<BatchSteps> {
  const found = await ctx.game.batches.codeFile(file);
  if (!found.ok) return found;
  const { path, version } = found.value;
  if (from.includes(path)) return { ok: false, problem: `The file ${file} includes itself.` };
  if (from.length >= deepestInclude) return { ok: false, problem: `${file} is included too deep down.` };
  const include = async (other: string): Promise<void> => {
    const inner = await ctx.wait(loadSteps(ctx, other, debug, [...from, path]));
    if (!inner.ok) throw new Error(inner.problem);
    for (const step of inner.value) {
      const problem = await step.run();
      if (problem !== null) throw new Error(`${step.at}: ${problem}`);
    }
  };
  try {
    // A module is loaded once only, so each version of the file has an address of its own.
    const { default: exported } = (await import(`${pathToFileURL(path).href}?version=${version}`)) as {
      readonly default?: unknown;
    };
    return stepsIn(exported, file, (code) => runIsolated(ctx, () => code(ctx, { debug, include })));
  } catch (error) {
    return { ok: false, problem: `${file} cannot be loaded: ${messageOf(error).replaceAll(path, file)}` };
  }
}

function stepsIn(
  exported: unknown,
  file: string,
  run: (code: BatchCode) => Promise<string | null>,
): BatchSteps {
  const codes: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  if (codes.length === 0 || !codes.every(isCode)) {
    return { ok: false, problem: `The default of ${file} must be a function, or a list of functions.` };
  }
  const steps = codes.map((code, index): BatchStep => {
    const name = Array.isArray(exported) && code.name !== "" ? code.name : `step ${index + 1}`;
    return { at: `${file}:${name}`, text: name, run: () => run(code) };
  });
  return { ok: true, value: steps };
}

function isCode(value: unknown): value is BatchCode {
  return typeof value === "function";
}

/** Undoes what the code did since its last wait, when it throws. */
async function runIsolated(ctx: CommandContext, code: () => unknown): Promise<string | null> {
  const { turns } = ctx.game;
  const turn = turns.requireTurn();
  const beginning = turn.savepoint();
  try {
    await code();
    return null;
  } catch (error) {
    if (error instanceof Aborted) throw error;
    if (error instanceof RunEnding) return error.status === "failed" ? "the step could not do it." : null;
    const now = turns.requireTurn();
    if (now === turn) turn.rollbackTo(beginning);
    else now.rollback();
    ctx.game.logger.warn("a step of a batch file failed", { error });
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
