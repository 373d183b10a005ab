import type { CommandContext } from "../../../api.ts";

/** The category of the attributes and tags that the engine marks things with. */
export const enginesOwn = "mudlark";

/** Ends the command when somebody names what the engine keeps for itself: no builder sees or changes that. */
export function leaveEnginesOwn(ctx: CommandContext, category: string | null): void {
  if (category?.trim().toLowerCase() !== enginesOwn) return;
  ctx.fail(`What has the category ${enginesOwn} is the engine's own, and stays as it is.`);
}
