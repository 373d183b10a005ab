import { systemClock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import { createGateway } from "../../gateway/create-gateway.ts";
import { worldSpawner } from "../../gateway/supervisor/spawn-world.ts";
import { createLogger } from "../../log/pino-logger.ts";
import { engineVersion } from "../engine-version.ts";
import { openGame } from "../game-directory.ts";
import { statusOf } from "../server-status.ts";
import { superuserQuestions } from "../superuser-questions.ts";
import { exitCodes, VerbError } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addRun: AddVerb = (program, terminal) => {
  program
    .command("run")
    .description("run the game here, until it is stopped; logs go to standard output")
    .action(async (_options, command) => {
      const game = await openGame(terminal, command.optsWithGlobals() as GameOptions);
      const { config, paths } = game;
      if ((await statusOf(paths.control)) !== null) {
        throw new VerbError("The game is already running.", exitCodes.alreadyRunning);
      }
      const superuser = await superuserQuestions(terminal, game);
      const logger = createLogger({
        level: config.log.level,
        part: "gateway",
        format: process.stdout.isTTY ? "pretty" : "json",
        colour: terminal.colour,
      });
      const spawnWorld = worldSpawner({
        directory: config.directory,
        mode: config.mode,
        environment: { ...terminal.environment, ...superuser },
      });
      const gateway = await createGateway({
        config,
        paths,
        clock: systemClock,
        logger,
        version: engineVersion(),
        spawnWorld,
      }).catch((error: unknown) => {
        throw new VerbError(messageOf(error));
      });
      const { telnet, web } = gateway.addresses;
      logger.info(`${config.game.name} runs`, { telnet, web });
      const stop = (): void =>
        void gateway.stop("").catch((error: unknown) => logger.error("stopping failed", { error }));
      process.on("SIGTERM", stop);
      process.on("SIGINT", stop);
      process.on("SIGUSR2", () => {
        gateway
          .reload("")
          .catch((error: unknown) => logger.error("the reload failed", { error: messageOf(error) }));
      });
      process.exitCode = await gateway.done;
      // Whatever still lingers, such as a half-open socket, has no claim on the process any more.
      process.exit();
    });
};
