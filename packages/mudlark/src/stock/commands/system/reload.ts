import { arg, command, optional, seq } from "../../../api.ts";

export const reload = command({
  key: "reload",
  aliases: ["restart"],
  category: "system",
  locks: "cmd:perm(reload) or perm(Developer)",
  help: "Replace the running game code. Players stay connected; if the new code does not load, nothing happens.",
  examples: ["reload", "reload New lamps in the harbour."],
  protected: true,
  args: seq(optional(arg.text("reason"))),
  run(ctx, { reason }) {
    ctx.msg("Loading the new code ...");
    ctx.game.server.request("reload", reason ?? "", ctx.session?.id ?? null);
  },
});
