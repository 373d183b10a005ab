import { Account, arg, command, escapeMarkup, flag, optional, seq } from "../../../api.ts";

export const look = command({
  key: "look",
  readOnly: true,
  aliases: ["l", "ls"],
  help:
    "Look at where you are, at something in reach or, with an asterisk, at an account. Where there is very much, only " +
    "the first 50 exits, people and things are named.",
  examples: ["look", "look lantern", "look *Bob", "look/all"],
  switches: { all: flag("name everything, page by page") },
  needs: ["puppet"],
  protected: true,
  args: seq(optional(arg.entity("target"))),
  run(ctx, { target, switches }) {
    const options = switches.all ? { mostNames: Number.POSITIVE_INFINITY } : {};
    const text = target instanceof Account ? whoIs(target) : ctx.puppet.atLook(target ?? ctx.here, options);
    if (switches.all) ctx.page(text);
    else ctx.msg({ text, options: { type: "look" } });
  },
});

/** What everybody may know of an account: `who` tells no less. */
function whoIs(account: Account): string {
  const state = account.isConnected ? "is connected" : "is not connected";
  const desc = typeof account.db["desc"] === "string" ? `\n${account.db["desc"]}` : "";
  return `|c${escapeMarkup(account.key)}|n ${state}.${desc}`;
}
