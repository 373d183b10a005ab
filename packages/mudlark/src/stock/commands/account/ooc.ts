import { command } from "../../../api.ts";

export const ooc = command({
  key: "ooc",
  aliases: ["unpuppet"],
  locks: "cmd:pperm(Player)",
  help: "Stop playing your character, and stay connected.",
  needs: ["session", "account"],
  protected: true,
  run(ctx) {
    const { session, account, game } = ctx;
    const { puppet } = session;
    if (puppet === null) return ctx.fail("You are already out of character.");
    account.setLastPuppet(puppet);
    game.puppets.leave(session, "");
    session.msg("You go out of character.");
    return game.entrance.showOutOfCharacter(session);
  },
});
