import { command, type CommandContext } from "../../../api.ts";

const shared = {
  category: "login",
  help: "Show the first screen again.",
  needs: ["session"],
  run: (ctx: CommandContext) => ctx.session?.msg(ctx.game.server.connectionScreen()),
} as const;

/** Shown once to every new connection. */
export const loginScreen = command({ ...shared, key: "__unloggedin_look_command" });

export const look = command({ ...shared, key: "look", aliases: ["l"], protected: true });
