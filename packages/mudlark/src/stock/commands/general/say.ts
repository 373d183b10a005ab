import { arg, command, seq } from "../../../api.ts";

export const say = command({
  key: "say",
  aliases: ['"', "'"],
  help: "Say something to everybody who is here.",
  examples: ["say Good evening!", "'Good evening!"],
  needs: ["puppet"],
  rawArgs: true,
  reportTyping: true,
  args: seq(arg.text("speech")),
  run(ctx, { speech }) {
    ctx.puppet.say(speech);
  },
});
