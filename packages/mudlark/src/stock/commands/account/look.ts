import { command } from "../../../api.ts";

export const look = command({
  key: "look",
  protected: true,
  readOnly: true,
  aliases: ["l", "ls"],
  help: "Show your sessions and characters.",
  needs: ["session"],
  run(ctx) {
    ctx.game.entrance.showOutOfCharacter(ctx.session);
  },
});
