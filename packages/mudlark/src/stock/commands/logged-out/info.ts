import { command, escapeMarkup } from "../../../api.ts";

/** What programs that list games look for (`sessions.md` §5.2). */
export const info = command({
  key: "info",
  readOnly: true,
  category: "login",
  help: "Tell programs that list games about this one.",
  needs: ["session"],
  autoHelp: false,
  run({ session, game }) {
    const { gameName, startedAt, version } = game.server;
    session.msg(
      [
        "## BEGIN INFO 1.1",
        `Name: ${escapeMarkup(gameName)}`,
        `Uptime: ${new Date(startedAt).toISOString()}`,
        `Connected: ${game.sessions.accounts().length}`,
        `Version: Mudlark ${version}`,
        "## END INFO",
      ].join("\n"),
    );
  },
});
