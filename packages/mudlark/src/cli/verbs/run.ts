import { openGame } from "../game-directory.ts";
import { requireStopped } from "../require-stopped.ts";
import { superuserQuestions } from "../superuser-questions.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addRun: AddVerb = (program, terminal) => {
  program
    .command("run")
    .description("run the game here, until it is stopped; logs go to standard output")
    .action(async (_options, command) => {
      const game = await openGame(terminal, command.optsWithGlobals() as GameOptions);
      await requireStopped(game.paths, "The game is already running.");
      // The gateway takes a while to load, which the verbs that do without it need not wait for.
      const { serveHere, untilServed } = await import("../serve-here.ts");
      const superuser = await superuserQuestions(terminal, game);
      await untilServed(await serveHere(terminal, game, superuser));
    });
};
