import { command, sessionWords as words } from "../../../api.ts";

export const quit = command({
  key: "quit",
  aliases: ["q", "qu"],
  category: "login",
  help: "Leave.",
  needs: ["session"],
  protected: true,
  run(ctx) {
    ctx.game.entrance.end(ctx.session, "quit", words.quitLogin);
  },
});
