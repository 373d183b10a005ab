import { arg, command, sep, seq } from "../../../api.ts";

export const whisper = command({
  key: "whisper",
  help: "Say something that only those hear whom you name.",
  examples: ["whisper Bob = Follow me.", "whisper Bob, Ann = Follow me."],
  needs: ["puppet"],
  reportTyping: true,
  args: seq(arg.list("listeners", arg.object("listener", { from: "room" })), sep("="), arg.text("speech")),
  run(ctx, { listeners, speech }) {
    ctx.puppet.whisper([...new Set(listeners)], speech);
  },
});
