import { openGame } from "../game-directory.ts";
import { requireStopped, serveHere, untilServed } from "../serve-here.ts";
import { superuserQuestions } from "../superuser-questions.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addRun: AddVerb = (program, terminal) => {
  program
    .command("run")
    .description("run the game here, until it is stopped; logs go to standard output")
    .action(async (_options, command) => {
      const game = await openGame(terminal, command.optsWithGlobals() as GameOptions);
      await requireStopped(game);
      const superuser = await superuserQuestions(terminal, game);
      await untilServed(await serveHere(terminal, game, superuser));
    });
};
