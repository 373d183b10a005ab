import { escapeMarkup, type CommandContext } from "../../../api.ts";
import type { BatchStep } from "./batch-step.ts";
import { batchOwner } from "./only-one-batch.ts";

export interface RunStepsOptions {
  /** The file, for messages. */
  readonly name: string;
  /** Go on after what failed? */
  readonly goesOn?: boolean;
}

/** How far it came. */
export interface StepsRun {
  /** Steps that were run, failed ones too. */
  readonly count: number;
  /** Where and why, as sentences. */
  readonly failures: readonly string[];
  readonly isStopped: boolean;
}

const progressEvery = 100;
const mostFailuresShown = 20;

/**
 * Runs the steps of a batch file, each in a turn of its own, so that everybody else's lines come in between and what
 * fails undoes only itself. The owner may stop it before any step.
 */
export async function runSteps(
  ctx: CommandContext,
  steps: readonly BatchStep[],
  { name, goesOn = false }: RunStepsOptions,
): Promise<StepsRun> {
  const { batches } = ctx.game;
  const owner = batchOwner(ctx);
  const run = batches.begin(owner, name);
  const failures: string[] = [];
  let count = 0;
  try {
    for (const step of steps) {
      await ctx.wait(Promise.resolve());
      if (run.isStopped) break;
      const problem = await step.run();
      count++;
      if (problem !== null) failures.push(`${step.at}: ${problem}`);
      if (problem !== null && !goesOn) break;
      if (count % progressEvery === 0 && count < steps.length) {
        ctx.msg(`${escapeMarkup(name)}: ${count} of ${steps.length} done.`);
      }
    }
  } finally {
    batches.end(owner);
  }
  return { count, failures, isStopped: run.isStopped };
}

/** What came of it, in words: how many, what failed and where, and where it ended. */
export function summaryOf(
  { count, failures, isStopped }: StepsRun,
  total: number,
  noun: "command" | "step",
): string {
  const done = count - failures.length;
  const lines = failures.slice(0, mostFailuresShown).map(escapeMarkup);
  if (failures.length > lines.length) lines.push(`... and ${failures.length - lines.length} more.`);
  const failed = failures.length === 0 ? "" : `, ${failures.length} failed`;
  const left = total - count;
  const rest = left === 0 ? "" : ` ${isStopped ? "Stopped" : "It ends there"}; ${left} not run.`;
  return [...lines, `${done} of ${total} ${noun}${total === 1 ? "" : "s"} done${failed}.${rest}`].join("\n");
}
