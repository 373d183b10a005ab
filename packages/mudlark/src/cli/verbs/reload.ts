import { askServer, NotRunning } from "../control-client.ts";
import { openGame } from "../game-directory.ts";
import { exitCodes, VerbError } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addReload: AddVerb = (program, terminal) => {
  program
    .command("reload")
    .description("replace the running game code; players stay connected")
    .argument("[reason...]", "what the players are told")
    .action(async (reason: string[], _options, command) => {
      const { paths } = await openGame(terminal, command.optsWithGlobals() as GameOptions);
      try {
        await askServer(paths.control, "reload", { reason: reason.join(" ") }, (text) => terminal.note(text));
      } catch (error) {
        if (error instanceof NotRunning) throw new VerbError(error.message, exitCodes.notRunning);
        throw error;
      }
      terminal.print("The new code runs.");
    });
};
