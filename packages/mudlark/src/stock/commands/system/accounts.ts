import { arg, command, escapeMarkup, flag, optional, sep, seq, type CommandContext } from "../../../api.ts";
import { requireNotOutranked } from "../outranks.ts";

export const accounts = command({
  key: "accounts",
  destructive: true,
  aliases: ["account"],
  category: "system",
  locks: "cmd:perm(accounts) or perm(Admin)",
  help:
    "Show how many accounts there are, and the newest of them: ten, or as many as you say. With /delete, an account is " +
    "deleted for good; you are asked first, and also what becomes of its characters.",
  examples: ["accounts", "accounts 30", "accounts/delete Bob: He asked for it."],
  switches: { delete: flag("delete the account of that name or #id; for developers") },
  needs: ["account"],
  args: seq(optional(arg.phrase("which")), optional(seq(sep(":"), arg.text("reason")))),
  async run(ctx, { which, reason, switches }) {
    if (switches.delete)
      return deleteAccount(ctx, which ?? ctx.fail("Usage: accounts/delete NAME[: reason]"), reason);
    if (which !== undefined && !/^[1-9]\d{0,3}$/.test(which)) return ctx.fail("Usage: accounts [NUMBER]");
    return list(ctx, which === undefined ? 10 : Number(which));
  },
});

function list(ctx: CommandContext, most: number): void {
  const { accounts: all, sessions } = ctx.game;
  const headings = ["Id", "Name", "Permissions", "Characters", "Last login"];
  const rows = all
    .newest(most)
    .map((account) => [
      account.ref,
      escapeMarkup(account.key),
      account.isSuperuser ? "superuser" : account.permissions.all().map(escapeMarkup).join(", "),
      String(account.characters.length),
      account.lastLogin === null
        ? "never"
        : new Date(account.lastLogin).toISOString().slice(0, 16).replace("T", " "),
    ]);
  const count = all.count === 1 ? "1 account" : `${all.count} accounts`;
  const total = `${count}, ${sessions.accounts().length} of them connected.`;
  ctx.page(ctx.styledTable(headings, rows, { below: total }));
}

async function deleteAccount(ctx: CommandContext, typed: string, reason: string | undefined): Promise<void> {
  const { game, account: staff } = ctx;
  const target = game.accounts.find(typed) ?? ctx.fail(`There is no account "${escapeMarkup(typed)}".`);
  const { key } = target;
  const name = escapeMarkup(key);
  const mayDelete = staff?.permissions.check("Developer") === true && target.access(staff, "delete");
  if (!mayDelete) return ctx.fail(`You may not delete the account ${name}.`);
  requireNotOutranked(ctx, target);
  if (target === staff) return ctx.fail("You cannot delete the account that you use.");
  if (!(await ctx.confirm(`|rDelete the account ${name} for good?|n`, { default: false }))) {
    return ctx.fail(`${name} stays.`);
  }
  const keepCharacters =
    target.characters.length > 0 && (await ctx.confirm("Keep its characters?", { default: false }));
  if (target.isDeleted) return ctx.fail(`${name} is gone already.`);
  game.accounts.delete(target, { keepCharacters });
  game.logger.security("an account was deleted", { by: staff.key, account: key, reason: reason ?? null });
  return ctx.msg(`The account ${name} was deleted.`);
}
