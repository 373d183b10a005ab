import { arg, command, seq } from "../../../api.ts";

export const setdesc = command({
  key: "setdesc",
  help: "Describe yourself: what others see when they look at you.",
  examples: ["setdesc A tall woman in a green coat."],
  needs: ["puppet"],
  rawArgs: true,
  args: seq(arg.text("description")),
  run(ctx, { description }) {
    ctx.puppet.attributes.add("desc", description);
    ctx.msg("You set your description.");
  },
});
