import { command, escapeMarkup, joinList, type CommandContext } from "../../../api.ts";

export const access = command({
  key: "access",
  readOnly: true,
  aliases: ["groups", "hierarchy"],
  help: "Show what you may do: the ranks that there are, and the permissions of your character and of your account.",
  examples: ["access"],
  needs: ["account"],
  run(ctx) {
    const { account, puppet, game } = ctx;
    const lines = [
      `The ranks of this game, lowest first: ${joinList(game.hierarchy.names.map(escapeMarkup))}.`,
      account.isSuperuser
        ? "Your account is a superuser: it passes every lock."
        : `Your account has: ${listed(account)}.`,
    ];
    if (puppet !== null) lines.push(`${escapeMarkup(puppet.key)} has: ${listed(puppet)}.`, whichCounts(ctx));
    return ctx.msg(lines.join("\n"));
  },
});

function whichCounts({ session }: CommandContext): string {
  return session?.isQuelled === true
    ? "You have quelled: the lower rank of the two counts. |wunquell|n ends that."
    : "The rank of the account counts.";
}

function listed({ permissions }: { readonly permissions: { all(): readonly string[] } }): string {
  const names = permissions.all();
  return names.length === 0 ? "no permissions" : joinList(names.map(escapeMarkup));
}
