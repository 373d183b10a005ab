import { arg, command, optional, seq } from "../../../api.ts";

export const look = command({
  key: "look",
  aliases: ["l", "ls"],
  help: "Look at where you are, or at something in reach.",
  examples: ["look", "look lantern"],
  needs: ["puppet"],
  protected: true,
  args: seq(optional(arg.object("target"))),
  run(ctx, { target }) {
    ctx.msg({ text: ctx.puppet.atLook(target ?? ctx.here), options: { type: "look" } });
  },
});
