import { Entity, type CommandContext } from "../../../api.ts";

/** Ends a command that runs code, unless the settings let the caller run some (`commands.md` §17). */
export function liveCodeOnly(ctx: CommandContext): void {
  const { liveCode } = ctx.game.server;
  const mayRun =
    liveCode === "developer" ||
    (liveCode === "superuser" && ctx.caller instanceof Entity && ctx.caller.isSuperuser);
  if (!mayRun) ctx.fail("Running code is switched off for you.");
}
