import type { GamePaths } from "../config/game-paths.ts";
import { statusOf } from "./server-status.ts";
import { exitCodes, VerbError } from "./terminal.ts";

/** @throws VerbError with that text when the game runs */
export async function requireStopped(
  paths: GamePaths,
  text = "The game is running. Stop it first: mudlark stop",
): Promise<void> {
  if ((await statusOf(paths.control)) === null) return;
  throw new VerbError(text, exitCodes.alreadyRunning);
}
