import { escapeMarkup, type CommandContext } from "../../../api.ts";

/** Ends a command that would run a batch file within another: each has its own end and its own summary. */
export function onlyOneBatch(ctx: CommandContext): void {
  const running = ctx.game.batches.running(ctx.caller);
  if (running === null) return;
  ctx.fail(
    `You run ${escapeMarkup(running.name)} already. Stop it with ${ctx.name}/stop, or wait for its end.`,
  );
}

/** Lets what the caller runs end before its next step. */
export function stopBatch(ctx: CommandContext): void {
  const running = ctx.game.batches.running(ctx.caller);
  if (running === null) return ctx.fail("You run no batch file.");
  running.isStopped = true;
  return ctx.msg(`${escapeMarkup(running.name)} stops here.`);
}
