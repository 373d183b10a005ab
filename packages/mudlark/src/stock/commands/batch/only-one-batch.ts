import { escapeMarkup, type CommandContext } from "../../../api.ts";

/** Whose batch file it is: the account's, in and out of character. */
export function batchOwner({ account, caller }: CommandContext): object {
  return account ?? caller;
}

/** What a line of a batch file hands to its command, whoever runs it. */
export const fromBatch = { isOfBatch: true } as const;

/** Ends a command that would run a batch file within another: each has its own end and its own summary. */
export function onlyOneBatch(ctx: CommandContext): void {
  if (ctx.extra["isOfBatch"] === true) ctx.fail("A batch file cannot run another one; #INSERT puts one in.");
  const running = ctx.game.batches.running(batchOwner(ctx));
  if (running === null) return;
  ctx.fail(
    `You run ${escapeMarkup(running.name)} already. Stop it with ${ctx.name}/stop, or wait for its end.`,
  );
}

/** Lets what the caller runs end before its next step. */
export function stopBatch(ctx: CommandContext): void {
  const running = ctx.game.batches.running(batchOwner(ctx));
  if (running === null) return ctx.fail("You run no batch file.");
  running.isStopped = true;
  return ctx.msg(`${escapeMarkup(running.name)} stops here.`);
}
