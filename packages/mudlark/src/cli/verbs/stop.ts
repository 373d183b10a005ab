import { askServer, NotRunning } from "../control-client.ts";
import { locateGame } from "../game-directory.ts";
import { exitCodes, VerbError } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addStop: AddVerb = (program, terminal) => {
  program
    .command("stop")
    .description("save everything, tell the players, and end both processes")
    .option("--message <text>", "what the players are told")
    .action(async (_options, command) => {
      const options = command.optsWithGlobals() as GameOptions & { message?: string };
      const paths = await locateGame(terminal, options);
      try {
        await askServer(paths.control, "stop", { text: options.message ?? "" }, (text) =>
          terminal.note(text),
        );
      } catch (error) {
        if (error instanceof NotRunning) throw new VerbError(error.message, exitCodes.notRunning);
        throw error;
      }
      terminal.print("The game has stopped.");
    });
};
