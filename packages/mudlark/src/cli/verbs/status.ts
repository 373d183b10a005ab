import { locateGame } from "../game-directory.ts";
import { describeStatus, statusOf } from "../server-status.ts";
import { exitCodes, VerbError } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addStatus: AddVerb = (program, terminal) => {
  program
    .command("status")
    .description("say whether the game runs, since when, and who is on")
    .option("--json", "as JSON, for programs")
    .action(async (_options, command) => {
      const options = command.optsWithGlobals() as GameOptions & { json?: boolean };
      const paths = await locateGame(terminal, options);
      const status = await statusOf(paths.control);
      if (status === null) {
        if (options.json === true) terminal.print(JSON.stringify({ running: false }));
        throw new VerbError("The game is not running.", exitCodes.notRunning);
      }
      terminal.print(
        options.json === true
          ? JSON.stringify({ running: true, ...status }, null, 2)
          : describeStatus(status),
      );
    });
};
