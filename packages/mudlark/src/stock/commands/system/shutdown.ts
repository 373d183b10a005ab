import { arg, command, optional, seq } from "../../../api.ts";

export const shutdown = command({
  key: "shutdown",
  destructive: true,
  category: "system",
  locks: "cmd:perm(shutdown) or perm(Developer)",
  help: "Save everything, tell everybody, and stop the server.",
  examples: ["shutdown", "shutdown Back at noon."],
  args: seq(optional(arg.text("text"))),
  async run(ctx, { text }) {
    if (!(await ctx.confirm("Stop the whole server?", { default: false }))) ctx.fail("The server goes on.");
    ctx.game.server.request("shutdown", text ?? "", ctx.session?.id ?? null);
  },
});
