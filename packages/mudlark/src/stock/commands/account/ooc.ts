import { command } from "../../../api.ts";

export const ooc = command({
  key: "ooc",
  aliases: ["unpuppet"],
  locks: "cmd:pperm(Player)",
  help: "Stop playing your character, and stay connected.",
  needs: ["session", "account"],
  protected: true,
  run(ctx) {
    const { session, game } = ctx;
    if (session.puppet === null) return ctx.fail("You are already out of character.");
    for (const left of game.puppets.goOut(session)) {
      left.msg("You go out of character.");
      game.entrance.showOutOfCharacter(left);
    }
    return undefined;
  },
});
