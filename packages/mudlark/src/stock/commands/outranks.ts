import { escapeMarkup, type Account, type CommandContext } from "../../api.ts";

/**
 * Ends the command when an account stands above that of the caller: a superuser above everybody, and else whoever has
 * the higher level. A lock such as `edit:perm(Admin)` would let staff make the account of their betters their own.
 */
export function requireNotOutranked(ctx: CommandContext, target: Account): void {
  const { account } = ctx;
  if (target === account || account?.isSuperuser === true) return;
  const rank = (of: Account | null): number => ctx.game.hierarchy.highestRank(of?.permissions.all() ?? []);
  if (!target.hasSuperuserRank && rank(target) <= rank(account)) return;
  ctx.fail(`The account ${escapeMarkup(target.key)} stands above yours: you may not do that to it.`);
}
