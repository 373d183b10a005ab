import {
  Aborted,
  RunEnding,
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  seq,
  undoChanges,
  type CommandContext,
} from "../../../api.ts";
import { CodeStopped, evaluateCode, showError, showValue } from "./evaluate-code.ts";
import { codeEditor } from "./code-editor.ts";

export const evaluate = command({
  key: "eval",
  aliases: ["js", "ts", "py", "!"],
  category: "system",
  // A superuser passes every lock; without live code nobody has the command.
  locks: "cmd:serversetting(security.liveCode, developer) and perm(Developer)",
  protected: true,
  help:
    "Run a line of TypeScript in the game and show its value. Bound: me, here, account, session, game, search, create, delay, " +
    "inherits, ctx, console, which prints to you, and _ for the value before. It is one turn: an error undoes it. Without code, you may type line " +
    "after line, until .exit. Code may wait for a minute; what it waits for after that does not bring it back.",
  examples: ["eval me.key", "eval game.objects.size", "eval/dry here.delete()"],
  switches: {
    dry: flag("undo everything afterwards, and show what it would have changed"),
    time: flag("say how long it took"),
    edit: flag("write code line by line, in the editor, and run it there with :!"),
  },
  rawArgs: true,
  args: seq(optional(arg.text("code"))),
  async run(ctx, { code, switches }) {
    if (switches.edit) return ctx.edit(codeEditor, {});
    if (code !== undefined) {
      const { problem } = await evaluateLine(ctx, code, switches, undefined);
      return problem === null ? undefined : ctx.fail(problem);
    }
    ctx.msg("Type TypeScript, line by line. .exit ends it.");
    let last: unknown;
    for (;;) {
      const line = await ctx.ask(">", { raw: true });
      if (line.trim() === ".exit") return ctx.msg("Done.");
      if (line.trim() === "") continue;
      const { value, problem } = await evaluateLine(ctx, line, switches, last);
      if (problem !== null) ctx.msg(problem);
      last = value;
    }
  },
});

interface Manner {
  readonly dry: boolean;
  readonly time: boolean;
}

const longestWait = 60_000;

/** Code that waited for too long. */
class GivenUp extends Error {
  override readonly name = "GivenUp";
}

interface Evaluated {
  readonly value: unknown;
  /** What went wrong, as text for the player; null when nothing did. */
  readonly problem: string | null;
}

/** A mistake in the code undoes what it did, and is told; it does not end the others of several lines. */
async function evaluateLine(
  ctx: CommandContext,
  code: string,
  manner: Manner,
  last: unknown,
): Promise<Evaluated> {
  try {
    return { value: await evaluateOnce(ctx, code, manner, last), problem: null };
  } catch (error) {
    if (error instanceof Aborted || error instanceof RunEnding) throw error;
    await backInTurn(ctx);
    ctx.game.turns.requireTurn().rollback();
    const shown = escapeMarkup(ctx.game.server.hideSecrets(showError(error)));
    return { value: last, problem: `${shown}\nWhat it did since it began, or last waited, is undone.` };
  }
}

async function evaluateOnce(
  ctx: CommandContext,
  code: string,
  manner: Manner,
  last: unknown,
): Promise<unknown> {
  const { game } = ctx;
  const { turns, clock, server, codeRuns } = game;
  const run =
    codeRuns.begin(ctx.account ?? ctx.caller) ??
    ctx.fail("Three pieces of your code are at work already. Wait until one of them is done.");
  const turn = turns.requireTurn();
  const beginning = turn.savepoint();
  const startedAt = clock.monotonic();
  try {
    const value = await within(ctx, evaluateCode(code, boundFor(run.guard(ctx), last), server.liveCodeMs));
    const milliseconds = clock.monotonic() - startedAt;
    await backInTurn(ctx);
    // Before it is undone: what was made would have no name any more.
    const valueShown = showValue(value);
    const shown = server.hideSecrets(valueShown + (manner.dry ? undoneBy(ctx) : ""));
    audit(ctx, code, shown, milliseconds);
    const took = manner.time ? `\nIt took ${milliseconds.toFixed(1)} ms.` : "";
    ctx.msg(escapeMarkup(shown + took));
    return value;
  } catch (error) {
    audit(ctx, code, `threw ${server.hideSecrets(String(error))}`, clock.monotonic() - startedAt);
    run.end();
    if (error instanceof GivenUp) ctx.callOff("timeout");
    if (!(error instanceof CodeStopped)) throw error;
    const isTouched = JSON.stringify(turn.savepoint()) !== JSON.stringify(beginning);
    turn.rollbackTo(beginning);
    return stopped(ctx, error, isTouched);
  } finally {
    run.end();
  }
}

/** So many changes are shown after `/dry`. */
const mostChanges = 50;

/** Takes back what was done, and tells what that was. */
function undoneBy({ game }: CommandContext): string {
  const changes = undoChanges(game.turns.requireTurn(), (kind, id) => game.get(kind, id) !== null);
  if (changes.length === 0) return "\nIt would have changed nothing.";
  const lines = changes.flatMap(({ kind, id, key, what, fields }) => [
    `${kind} #${id} (${key}) would have been ${what}`,
    ...fields.map(({ name, before, after }) => `  ${name}: ${shortly(before)} → ${shortly(after)}`),
  ]);
  const left = lines.length - mostChanges;
  return ["", ...lines.slice(0, mostChanges), ...(left > 0 ? [`and ${left} lines more`] : [])].join("\n");
}

function shortly(text: string | null): string {
  if (text === null) return "nothing";
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** Code that is stopped in the middle of a change may leave memory half done, so a new world reads what is stored. */
function stopped(ctx: CommandContext, { message }: CodeStopped, isTouched: boolean): never {
  if (!isTouched) return ctx.fail(`${message} It had changed nothing.`);
  ctx.game.server.request("reload", "code was stopped in the middle of a change", ctx.session?.id ?? null);
  return ctx.fail(`${message} What it did is undone, and the world starts anew to be sure of that.`);
}

function boundFor(ctx: CommandContext, last: unknown): Readonly<Record<string, unknown>> {
  const { puppet, location, account, session, game } = ctx;
  return {
    me: puppet ?? account,
    here: location,
    account,
    session,
    game,
    ctx,
    search: (text: string) => game.calledLike("object", { text, match: "contains" }),
    create: game.create.bind(game),
    delay: game.delay,
    console: consoleOf(ctx),
    inherits: (value: unknown, cls: unknown) => typeof cls === "function" && value instanceof cls,
    _: last,
  };
}

/** What code prints is for who runs it, and not for the log of the server. */
function consoleOf(ctx: CommandContext): Readonly<Record<string, (...values: readonly unknown[]) => void>> {
  const print = (...values: readonly unknown[]): void => {
    const text = values.map((value) => (typeof value === "string" ? value : showValue(value))).join(" ");
    ctx.msg(escapeMarkup(ctx.game.server.hideSecrets(text)));
  };
  return { log: print, info: print, warn: print, error: print, debug: print };
}

/** What code waits for may never come. */
async function within(ctx: CommandContext, result: Promise<unknown>): Promise<unknown> {
  const { promise, reject } = Promise.withResolvers<never>();
  const seconds = longestWait / 1000;
  const timer = ctx.game.clock.after(longestWait, () =>
    reject(new GivenUp(`The code waited for more than ${seconds} s and was stopped.`)),
  );
  try {
    return await Promise.race([result, promise]);
  } finally {
    timer.cancel();
  }
}

/** After the end of something from outside of the game, nothing may be said before the next turn. */
async function backInTurn(ctx: CommandContext): Promise<void> {
  if (!ctx.game.turns.inTurn) await ctx.wait(Promise.resolve());
}

function audit(ctx: CommandContext, code: string, result: string, milliseconds: number): void {
  ctx.game.logger.security("code was run", {
    who: ctx.account?.key ?? ctx.puppet?.key ?? "nobody",
    session: ctx.session?.id ?? null,
    address: ctx.session?.address ?? null,
    code,
    result: result.slice(0, 200),
    milliseconds: Math.round(milliseconds),
  });
}
