import { command, flag, sessionWords as words } from "../../../api.ts";

export const quit = command({
  key: "quit",
  help: "Leave the game with this connection.",
  switches: { all: flag("leave with all your connections") },
  needs: ["session", "account"],
  protected: true,
  run(ctx, { switches }) {
    const { entrance, sessions } = ctx.game;
    const own = sessions.ofAccount(ctx.account);
    if (switches.all) {
      for (const session of own) entrance.end(session, "quitAll", "You quit all sessions. Come back soon!");
      return;
    }
    const left = own.length - 1;
    const text = left === 0 ? words.quitLast : left === 1 ? words.quitOne : words.quitMore(left);
    entrance.end(ctx.session, "quit", text);
  },
});
