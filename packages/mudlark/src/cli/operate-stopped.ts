import { messageOf } from "../base/errors.ts";
import type { JsonObject, JsonValue } from "../base/json.ts";
import { createLogger } from "../log/pino-logger.ts";
import { Operator } from "../world/operator/operator.ts";
import { openStoppedWorld } from "../world/stopped-world.ts";
import type { OpenGame } from "./game-directory.ts";
import { exitCodes, type Terminal } from "./terminal.ts";

/** Opens the database of a game that does not run, and has one thing done in its world. */
export async function operateStopped(
  terminal: Terminal,
  { config, paths }: OpenGame,
  verb: string,
  args: JsonObject,
): Promise<JsonValue> {
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
