import type { Command } from "commander";
import { askServer, NotRunning } from "./control-client.ts";
import { openGame } from "./game-directory.ts";
import { exitCodes, VerbError, type Terminal } from "./terminal.ts";
import type { GameOptions } from "./verb.ts";

/**
 * Has the running world replaced. A mistake in the configuration is told before the server is asked.
 *
 * @throws VerbError when nothing runs, Error with the reason when the old world goes on
 */
export async function renew(
  terminal: Terminal,
  command: Command,
  mode: "reload" | "reset",
  reason: readonly string[],
): Promise<void> {
  const { paths } = await openGame(terminal, command.optsWithGlobals<GameOptions>());
  try {
    await askServer(paths.control, mode, { reason: reason.join(" ") }, (text) => terminal.note(text));
  } catch (error) {
    if (error instanceof NotRunning) throw new VerbError(error.message, exitCodes.notRunning);
    throw error;
  }
}
