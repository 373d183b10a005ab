import { arg, command, optional, seq } from "../../../api.ts";

export const reset = command({
  key: "reset",
  destructive: true,
  category: "system",
  locks: "cmd:perm(reset) or perm(reload) or perm(Developer)",
  help:
    "Replace the running game code as reload does, but as if the server had been stopped and started in between: the " +
    "game's hooks for that run, and guests have to leave. Players stay connected.",
  examples: ["reset", "reset New lamps in the harbour."],
  args: seq(optional(arg.text("reason"))),
  run(ctx, { reason }) {
    ctx.msg("Loading the new code ...");
    ctx.game.server.request("reset", reason ?? "", ctx.session?.id ?? null);
  },
});
