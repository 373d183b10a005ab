import { command, flag } from "../../../api.ts";
import { shortTime } from "../account/short-time.ts";

export const server = command({
  key: "server",
  aliases: ["serverload"],
  category: "system",
  locks: "cmd:perm(server) or perm(list) or perm(Developer)",
  help: "Tell how much the world holds and how much memory it takes.",
  examples: ["server", "server/mem"],
  switches: {
    mem: flag("only memory"),
    flushmem: flag("let what nobody has touched lately become small again"),
  },
  run(ctx, { switches }) {
    const { game } = ctx;
    if (switches.flushmem) {
      // Bodies may be folded only while no turn runs.
      game.clock.after(0, () => void game.foldBodies());
      return ctx.msg("What is not in use is made small, as soon as this line is done.");
    }
    const { pid, residentBytes, heapBytes } = game.server.process();
    const memory = [`Memory: ${mebibytes(residentBytes)}, of which ${mebibytes(heapBytes)} are the world.`];
    if (switches.mem) return ctx.msg(memory.join("\n"));
    const accounts = game.sessions.accounts().length;
    const { size: objects } = game.objects;
    return ctx.msg(
      [
        `Process ${pid}, Mudlark ${game.server.version}, for ${shortTime(game.clock.now() - game.server.startedAt)}.`,
        ...memory,
        `Objects: ${objects}. Accounts: ${game.accounts.count}, ${accounts} of them connected.`,
        `Scripts: ${game.collection("script").size}. Tasks: ${game.delays.all().length}.`,
      ].join("\n"),
    );
  },
});

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
}
