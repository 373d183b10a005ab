import type { JsonObject, JsonValue } from "../base/json.ts";
import { messageOf } from "../base/errors.ts";
import { createLogger } from "../log/pino-logger.ts";
import { Operator } from "../world/operator/operator.ts";
import { openStoppedWorld } from "../world/stopped-world.ts";
import { askServer, NotRunning } from "./control-client.ts";
import { openGame } from "./game-directory.ts";
import { exitCodes, type Terminal } from "./terminal.ts";
import type { GameOptions } from "./verb.ts";

/**
 * Has something done in the world, as a turn: by the running server when there is one, else by opening the database
 * alone, whose lock keeps a server from starting meanwhile.
 *
 * @throws Error with words for the operator when the world refuses
 */
export async function operate(
  terminal: Terminal,
  options: GameOptions,
  verb: string,
  args: JsonObject,
): Promise<JsonValue> {
  const { config, paths } = await openGame(terminal, options);
  try {
    return await askServer(paths.control, verb, args);
  } catch (error) {
    if (!(error instanceof NotRunning)) throw error;
  }
  const logger = createLogger({
    level: config.log.level,
    part: "cli",
    format: "json",
    colour: false,
    file: paths.log,
  });
  await using world = await openStoppedWorld(config, logger, (error, willRetry) => {
    terminal.note(`The database cannot be written: ${messageOf(error)}`);
    if (!willRetry) process.exit(exitCodes.failed);
  });
  return await new Operator(world.engine).perform(verb, args);
}
