import path from "node:path";
import { findGameDirectory, loadConfig } from "../config/load-config.ts";
import { gamePaths, type GamePaths } from "../config/game-paths.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { Mode } from "../config/setting.ts";
import { exitCodes, VerbError, type Terminal } from "./terminal.ts";

export interface OpenGame {
  readonly config: ResolvedConfig;
  readonly paths: GamePaths;
}

/**
 * Finds the game that a verb is about: `--game DIR`, else the folder above the current one that holds a
 * `mudlark.config.ts`.
 */
export async function openGame(
  terminal: Terminal,
  options: { readonly game?: string | undefined },
  defaultMode: Mode = "production",
): Promise<OpenGame> {
  const start = path.resolve(terminal.workingDirectory, options.game ?? ".");
  const directory = findGameDirectory(start);
  if (directory === null) {
    throw new VerbError(
      `There is no game in ${start}: no mudlark.config.ts there or above. ` +
        "Go to a game's folder, name one with --game, or make one with: npx mudlark create my-game",
      exitCodes.usage,
    );
  }
  const config = await loadConfig(directory, terminal.environment, defaultMode);
  return { config, paths: gamePaths(config) };
}
