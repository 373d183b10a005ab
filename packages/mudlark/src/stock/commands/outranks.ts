import { Account, escapeMarkup, type CommandContext, type Entity } from "../../api.ts";

/**
 * Does an account stand above that of the caller? A superuser stands above everybody, and else whoever has the higher
 * level. A lock such as `edit:perm(Admin)` would let staff make the account of their betters their own.
 */
export function outranks(target: Entity, account: Account | null): boolean {
  if (!(target instanceof Account) || target === account || account?.isSuperuser === true) return false;
  const { hierarchy } = target.game;
  const rank = (of: Account | null): number => hierarchy.highestRank(of?.permissions.all() ?? []);
  return target.hasSuperuserRank || rank(target) > rank(account);
}

/** Ends the command when an account stands above that of the caller. */
export function requireNotOutranked(ctx: CommandContext, target: Account): void {
  if (!outranks(target, ctx.account)) return;
  ctx.fail(`The account ${escapeMarkup(target.key)} stands above yours: you may not do that to it.`);
}
