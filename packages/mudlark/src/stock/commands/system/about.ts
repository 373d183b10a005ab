import { command, escapeMarkup } from "../../../api.ts";
import { shortTime } from "../account/short-time.ts";

export const about = command({
  key: "about",
  readOnly: true,
  aliases: ["version"],
  category: "system",
  help: "Tell what this game is called, what it runs on, and whom to write to.",
  examples: ["about"],
  run(ctx) {
    const { server, clock } = ctx.game;
    const { gameName, slogan, contact, version, startedAt } = server;
    ctx.msg(
      [
        `|w${escapeMarkup(gameName)}|n${slogan === "" ? "" : `: ${escapeMarkup(slogan)}`}`,
        `It runs on Mudlark ${version}, and was started or reloaded ${shortTime(clock.now() - startedAt)} ago.`,
        ...(contact === null ? [] : [`Questions go to ${escapeMarkup(contact)}.`]),
      ].join("\n"),
    );
  },
});
