import { arg, command, seq } from "../../../api.ts";

export const pose = command({
  key: "pose",
  aliases: [":", "emote"],
  help: "Show everybody here what you do: your name, and then what you type.",
  examples: ["pose stretches and yawns.", ":'s hat falls off."],
  needs: ["puppet"],
  rawArgs: true,
  reportTyping: true,
  args: seq(arg.text("action")),
  run(ctx, { action }) {
    ctx.puppet.pose(action);
  },
});
