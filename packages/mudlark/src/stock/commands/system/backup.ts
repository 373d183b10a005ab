import { command, escapeMarkup } from "../../../api.ts";

export const backup = command({
  key: "backup",
  category: "system",
  locks: "cmd:perm(backup) or perm(Developer)",
  help:
    "Write the whole world into one file, in the folder of the backups, while everybody plays on. You are told when it is " +
    "whole. It is never deleted by itself; to bring it back, stop the game and use mudlark restore.",
  examples: ["backup"],
  async run(ctx) {
    ctx.msg("A backup is being made ...");
    const made = ctx.game.server.backup().then(
      (file) => ({ file, problem: null }),
      (error: unknown) => ({ file: "", problem: error instanceof Error ? error.message : String(error) }),
    );
    const { file, problem } = await ctx.wait(made);
    if (problem !== null) return ctx.fail(escapeMarkup(problem));
    return ctx.msg(`The backup is whole: ${escapeMarkup(file)}`);
  },
});
