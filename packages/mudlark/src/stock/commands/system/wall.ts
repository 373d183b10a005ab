import { arg, command, escapeMarkup, seq } from "../../../api.ts";

export const wall = command({
  key: "wall",
  category: "system",
  locks: "cmd:perm(wall) or perm(Admin)",
  help: "Say something to everybody who is connected, with your name.",
  examples: ["wall The harbour festival begins at eight."],
  needs: ["account"],
  rawArgs: true,
  args: seq(arg.text("text")),
  run(ctx, { text }) {
    const name = escapeMarkup((ctx.puppet ?? ctx.account).key);
    ctx.game.sessions.announceAll(`|w${name} says to everybody:|n ${escapeMarkup(text)}`);
  },
});
