import { arg, command, escapeMarkup, optional, sep, seq } from "../../../api.ts";

import { requireNotOutranked } from "../outranks.ts";

export const userpassword = command({
  key: "userpassword",
  category: "system",
  locks: "cmd:perm(userpassword) or perm(newpassword) or perm(Admin)",
  help:
    "Give an account a new password, and end its sessions. Without the password in the line, you are asked for it " +
    "without it being shown; it is shown to nobody.",
  examples: ["userpassword Bob", "userpassword Bob = three wet herons"],
  needs: ["session", "account"],
  args: seq(arg.phrase("account"), optional(seq(sep("="), arg.text("new")))),
  async run(ctx, { account: typed, new: given }) {
    const { game, account: staff, session } = ctx;
    const target = game.accounts.find(typed) ?? ctx.fail(`There is no account "${escapeMarkup(typed)}".`);
    const name = escapeMarkup(target.key);
    requireNotOutranked(ctx, target);
    if (!target.access(staff, "edit")) return session.msg(`You may not change the account ${name}.`);
    const wanted: string = given ?? (await ctx.ask(`New password of ${name}: `, { secret: true, raw: true }));
    return ctx.exclusive(async () => {
      const problems = await ctx.wait(game.accounts.passwordProblems(wanted, target.key));
      if (problems.length > 0) return session.msg(problems.join("\n"));
      const hash = await ctx.wait(game.accounts.hash(wanted));
      if (target.isDeleted) return session.msg(`${name} is gone.`);
      session.msg(`The password of ${name} was changed, and its sessions were ended.`);
      game.logger.security("a password was set", { by: staff.key, account: target.key });
      return game.entrance.replacePassword(target, hash);
    });
  },
});
