import type { CommandContext } from "../../../api.ts";
import { foundRows } from "../../../api.ts";
import { inSlices } from "./in-slices.ts";

/** More rows than that are asked about. */
const mostUnasked = 20;
/** More rows than that need the switch. */
const mostWithoutBulk = 1000;

/** Says what stands for many targets, and where they stand in the line. */
const manyTargets = /^(?<before>\s*[^\s%]+\s+)(?<rows>%(?:all|\d+\s*-\s*%?\d+))(?<after>(?:[\s/=].*)?)$/isu;

/**
 * For `before` of a command that takes one target: with `%all` or `%1-20` in its place, the command is run for each of
 * these rows of the last list (`commands.md` §18). Each is checked by itself, and what is refused does not stop the
 * others. `@abort` stops it between two of them.
 */
export async function overRows(ctx: CommandContext): Promise<void> {
  const parts = manyTargets.exec(ctx.rawString)?.groups;
  const { before = "", rows: wanted = "", after = "" } = parts ?? {};
  const rows = parts === undefined ? null : foundRows(wanted, ctx);
  if (rows === null) return;
  if (!rows.ok) return ctx.fail(rows.message);
  const targets = rows.value;
  if (targets.length > mostWithoutBulk && !/\/bulk\b/i.test(before)) {
    return ctx.fail(
      `That would be ${targets.length} objects. ${ctx.name}/bulk takes more than ${mostWithoutBulk}.`,
    );
  }
  if (targets.length > mostUnasked && !(await ctx.confirm(`Do that with ${targets.length} objects?`)))
    return ctx.fail("Nothing was changed.");
  // Nobody reads twenty thousand lines: what is refused, and the sum of it, are enough.
  const quiet = targets.length > mostUnasked;
  let [done, refused] = [0, 0];
  const isWhole = await inSlices(ctx, targets, async (target) => {
    const { status } = await ctx.executeLine(`${before}${target.ref}${after}`, { quiet });
    if (status === "ok") done += 1;
    else refused += 1;
  });
  ctx.game.logger.info("one command for many rows", {
    by: ctx.account?.key ?? "",
    command: ctx.name,
    rows: wanted,
    done,
    refused,
  });
  if (targets.length > mostUnasked || refused > 0 || !isWhole) {
    ctx.msg(`${isWhole ? "" : "Stopped: "}${done} done, ${refused} refused, of ${targets.length}.`);
  }
  return ctx.stop();
}
