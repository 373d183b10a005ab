import type { CommandContext, InputFrame } from "../../../api.ts";
import { foundRows } from "../../../api.ts";

/** More rows than that are asked about. */
const mostUnasked = 20;
/** More rows than that need the switch. */
const mostWithoutBulk = 1000;
/** So many at a time: then everybody else has a turn. */
const slice = 200;

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
  const { done, refused, isStopped } = await runEach(
    ctx,
    targets.map((target) => `${before}${target.ref}${after}`),
  );
  ctx.game.logger.info("one command for many rows", {
    by: ctx.account?.key ?? "",
    command: ctx.name,
    rows: wanted,
    done,
    refused,
  });
  if (targets.length > mostUnasked || refused > 0 || isStopped) {
    ctx.msg(`${isStopped ? "Stopped: " : ""}${done} done, ${refused} refused, of ${targets.length}.`);
  }
  return ctx.stop();
}

async function runEach(
  ctx: CommandContext,
  lines: readonly string[],
): Promise<{ readonly done: number; readonly refused: number; readonly isStopped: boolean }> {
  const stopper = new Stopper();
  const isLong = lines.length > slice;
  if (isLong) ctx.session?.frames.push(stopper);
  let [done, refused] = [0, 0];
  try {
    for (const [index, line] of lines.entries()) {
      if (index > 0 && index % slice === 0) {
        ctx.msg(`${index} of ${lines.length}. ${stopper.cancelWord} stops it.`);
        await ctx.wait(Promise.resolve());
      }
      if (stopper.isStopped) break;
      const { status } = await ctx.executeLine(line);
      if (status === "ok") done += 1;
      else refused += 1;
    }
  } finally {
    if (isLong && !stopper.isOver) ctx.session?.frames.remove(stopper);
  }
  return { done, refused, isStopped: stopper.isStopped };
}

/** Leaves every line to the commands but the word that stops the work. */
class Stopper implements InputFrame {
  readonly kind = "bulk work";
  readonly prompt = null;
  readonly secret = false;
  readonly cancelWord = "@abort";
  readonly takes = "nothing";
  readonly survivesUnpuppet = true;
  readonly timeout = null;
  isStopped = false;
  isOver = false;

  onLine(): "pass" {
    return "pass";
  }

  onEnd(): void {
    this.isOver = true;
    this.isStopped = true;
  }
}
