import {
  Account,
  arg,
  command,
  escapeMarkup,
  flag,
  joinList,
  optional,
  sep,
  seq,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";

export const perm = command({
  key: "perm",
  aliases: ["setperm"],
  category: "system",
  locks: "cmd:perm(perm) or perm(Developer)",
  help:
    "Show the permissions of an object or, with an asterisk, of an account; give some, or take them away. " +
    "Nobody can give or take more than they have themselves. Of somebody who is played, the permissions of the " +
    "account count.",
  examples: ["perm *Bob", "perm *Bob = Builder", "perm/del *Bob = Builder", "perm golem = Player"],
  switches: { del: flag("take these permissions away"), account: flag("the name is that of an account") },
  needs: ["account"],
  args: seq(
    arg.phrase("target"),
    optional(seq(sep("="), arg.list("permissions", arg.phrase("permission", { max: 255 })))),
  ),
  run(ctx, { target: typed, permissions: named, switches }) {
    const permissions = named?.map((permission) => permission.trim());
    const target = findTarget(ctx, typed, switches.account);
    const name = nameOf(target);
    if (permissions === undefined) {
      if (switches.del) return ctx.fail("Which permission?");
      if (!target.access(ctx.puppet ?? ctx.account, "examine"))
        return ctx.fail(`You may not examine ${name}.`);
      return ctx.msg(show(target));
    }
    const needed = target instanceof Account ? "edit" : "control";
    if (!target.access(ctx.puppet ?? ctx.account, needed)) {
      return ctx.fail(`You may not change the permissions of ${name}.`);
    }
    for (const permission of permissions) requireRank(ctx, permission);
    if (switches.del) takeAway(ctx, target, permissions);
    else give(ctx, target, permissions);
    ctx.game.logger.security("permissions were changed", {
      by: ctx.account.key,
      of: `${target.kind} ${target.key}`,
      permissions: [...target.permissions.all()],
    });
    return ctx.msg(show(target));
  },
});

type Target = Account | WorldObject;

function findTarget(ctx: CommandContext, typed: string, isAccount: boolean): Target {
  const name = typed.replace(/^\*/, "");
  if (isAccount || typed.startsWith("*")) {
    const found = name.toLowerCase() === "me" ? ctx.account : ctx.game.accounts.find(name);
    return found ?? ctx.fail(`There is no account "${escapeMarkup(name)}".`);
  }
  const { puppet } = ctx;
  if (puppet === null) return ctx.fail("You are out of character: only accounts can be named, as in *Bob.");
  return puppet.search(typed) ?? ctx.stop();
}

function requireRank(ctx: CommandContext, permission: string): void {
  const accessor = ctx.puppet ?? ctx.account;
  const { hierarchy } = ctx.game;
  const isRanked = hierarchy.highestRank([permission]) > hierarchy.highestRank([]);
  if (isRanked && accessor?.permissions.check(permission) !== true) {
    ctx.fail(`You are no ${escapeMarkup(permission)} yourself.`);
  }
}

function give(ctx: CommandContext, target: Target, permissions: readonly string[]): void {
  if (permissions.some((permission) => permission.toLowerCase() === "superuser")) {
    ctx.fail(
      "Nobody becomes a superuser by perm: whoever runs the server types mudlark account grant NAME superuser.",
    );
  }
  const added = permissions.filter((permission) => !target.permissions.has(permission));
  if (added.length === 0) ctx.fail(`${nameOf(target)} has that already.`);
  target.permissions.add(added);
  tell(ctx, target, `gives you the permission ${joinList(added.map(escapeMarkup))}.`);
}

function takeAway(ctx: CommandContext, target: Target, permissions: readonly string[]): void {
  const missing = permissions.filter((permission) => !target.permissions.has(permission));
  if (missing.length > 0) {
    ctx.fail(`${nameOf(target)} does not have ${joinList(missing.map(escapeMarkup), "or")}.`);
  }
  target.permissions.remove(permissions);
  tell(ctx, target, `takes the permission ${joinList(permissions.map(escapeMarkup))} from you.`);
}

function tell(ctx: CommandContext, target: Target, text: string): void {
  if (target === ctx.puppet || target === ctx.account) return;
  target.msg(`${escapeMarkup((ctx.puppet ?? ctx.account)?.key ?? "")} ${text}`);
}

function show(target: Target): string {
  const all = target.permissions.all().map(escapeMarkup);
  const lines = [
    all.length === 0 ? `${nameOf(target)} has no permissions.` : `${nameOf(target)} has: ${joinList(all)}.`,
  ];
  const account = target instanceof Account ? null : target.game.sessions.accountOf(target);
  if (account !== null) {
    lines.push(`It is played, so the permissions of ${nameOf(account)} count instead.`);
  }
  return lines.join("\n");
}

function nameOf(target: Target): string {
  return target instanceof Account
    ? `${escapeMarkup(target.key)} (account)`
    : `${escapeMarkup(target.key)} (${target.ref})`;
}
