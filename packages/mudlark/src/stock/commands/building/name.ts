import {
  Account,
  arg,
  command,
  escapeMarkup,
  joinList,
  normaliseUsername,
  sep,
  seq,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { requireNotOutranked } from "../outranks.ts";
import { tellMistakes } from "../tell-mistakes.ts";

export const name = command({
  key: "name",
  aliases: ["rename"],
  category: "building",
  locks: "cmd:perm(name) or perm(Builder)",
  help:
    "Give an object another name. What follows a semicolon are more names, beside those that it has; before the first one the name may be left out. With an asterisk " +
    "an account is meant: its player logs in by the new name from then on.",
  examples: ["name lantern = old lantern", "name lantern = old lantern;lamp", "name *Bob = Robert"],
  args: seq(
    arg.entity("object", { from: "anywhere", needs: "edit" }),
    sep("="),
    arg.list("names", arg.phrase("name", { max: 255 }), { separator: ";", gaps: true }),
  ),
  run(ctx, { object, names: [wanted = null, ...others] }) {
    const aliases = others.filter((name) => name !== null);
    if (!(object instanceof Account)) return nameObject(ctx, object, wanted ?? object.key, aliases);
    requireNotOutranked(ctx, object);
    if (wanted === null) return ctx.fail("What should it be called?");
    if (aliases.length > 0) return ctx.fail("An account has one name only.");
    return nameAccount(ctx, object, normaliseUsername(wanted));
  },
});

function nameObject(
  ctx: CommandContext,
  object: WorldObject,
  wanted: string,
  aliases: readonly string[],
): void {
  const before = escapeMarkup(object.key);
  tellMistakes(ctx, () =>
    ctx.game.whole(() => {
      object.key = wanted;
      object.aliases.batchAdd(...aliases);
    }),
  );
  const others = aliases.length === 0 ? "" : `, and also ${joinList(aliases.map(escapeMarkup))}`;
  return ctx.msg(`${before} (${object.ref}) is called ${escapeMarkup(object.key)} now${others}.`);
}

function nameAccount(ctx: CommandContext, account: Account, wanted: string): void {
  const before = account.key;
  const isSameName = wanted.toLowerCase() === before.toLowerCase();
  const problems = isSameName ? [] : ctx.game.accounts.nameProblems(wanted);
  if (problems.length > 0) ctx.fail(problems.join("\n"));
  account.key = wanted;
  ctx.game.logger.security("an account was renamed", { by: ctx.account?.key ?? null, before, after: wanted });
  if (account !== ctx.account)
    account.msg(`Your account is called ${escapeMarkup(wanted)} now: log in by that name.`);
  return ctx.msg(`The account ${escapeMarkup(before)} is called ${escapeMarkup(wanted)} now.`);
}
