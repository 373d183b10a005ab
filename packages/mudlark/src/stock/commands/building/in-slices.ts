import type { CommandContext, InputFrame } from "../../../api.ts";

/** So many at a time: then the player reads how far it is, and everybody else has a turn. */
const slice = 200;
/** Others have a turn after so many milliseconds, too, however little was done. */
const longestMs = 10;

/** The word that stops long work. */
const cancelWord = "@abort";

/**
 * Does the same with each of many, without keeping anybody else waiting: a few at a time, each time in a turn of its
 * own. Long work tells how far it is, and `@abort` stops it (`commands.md` §18).
 *
 * @returns false when it was stopped on the way
 */
export async function inSlices<T>(
  ctx: CommandContext,
  items: readonly T[],
  work: (item: T) => unknown,
): Promise<boolean> {
  const stopper = new Stopper();
  const isLong = items.length > slice;
  if (isLong) ctx.session?.frames.push(stopper);
  const { clock } = ctx.game;
  let began = clock.monotonic();
  try {
    for (const [index, item] of items.entries()) {
      const isRound = index > 0 && index % slice === 0;
      if (isRound) ctx.msg(`${index} of ${items.length} done. ${cancelWord} stops it.`);
      if (isRound || clock.monotonic() - began > longestMs) {
        await ctx.wait(Promise.resolve());
        began = clock.monotonic();
      }
      if (stopper.isStopped) return false;
      await work(item);
    }
    return true;
  } finally {
    if (isLong && !stopper.isOver) ctx.session?.frames.remove(stopper);
  }
}

/** Leaves every line to the commands but the word that stops the work. */
class Stopper implements InputFrame {
  readonly kind = "bulk work";
  readonly prompt = null;
  readonly secret = false;
  readonly cancelWord = cancelWord;
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
