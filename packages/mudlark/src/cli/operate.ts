import type { JsonObject, JsonValue } from "../base/json.ts";
import { askServer, NotRunning } from "./control-client.ts";
import { openGame } from "./game-directory.ts";
import type { Terminal } from "./terminal.ts";
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
  const game = await openGame(terminal, options);
  try {
    return await askServer(game.paths.control, verb, args);
  } catch (error) {
    if (!(error instanceof NotRunning)) throw error;
  }
  // The engine takes a while to load, which only this case has to wait for.
  const { operateStopped } = await import("./operate-stopped.ts");
  return operateStopped(terminal, game, verb, args);
}
