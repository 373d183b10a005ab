import path from "node:path";
import { hasCode } from "../base/errors.ts";
import { findGameDirectory, loadConfig, withDotEnv } from "../config/load-config.ts";
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
 *
 * @throws VerbError when there is none, MudlarkError CONFIG_INVALID
 */
export async function openGame(
  terminal: Terminal,
  options: { readonly game?: string | undefined },
  defaultMode: Mode = "production",
): Promise<OpenGame> {
  const directory = gameDirectory(terminal, options);
  const config = await loadConfig(directory, terminal.environment, defaultMode);
  return { config, paths: gamePaths(config) };
}

/**
 * Where a game keeps its files, for verbs that have to work while its configuration has mistakes: then the person is
 * told so, and the usual place, or that of `MUDLARK_PATHS_VAR`, is taken.
 *
 * @throws VerbError when there is no game
 */
export async function locateGame(
  terminal: Terminal,
  options: { readonly game?: string | undefined },
): Promise<GamePaths> {
  try {
    return (await openGame(terminal, options)).paths;
  } catch (error) {
    if (!hasCode(error, "CONFIG_INVALID")) throw error;
    const directory = gameDirectory(terminal, options);
    const { MUDLARK_PATHS_VAR: files = "var" } = withDotEnv(directory, terminal.environment);
    terminal.note(error.message);
    terminal.note(`So the running game is looked for in the usual place, ${path.join(files, "run")}.`);
    return gamePaths({ directory, paths: { var: files } });
  }
}

/** @throws VerbError when there is no game */
export function gameDirectory(terminal: Terminal, options: { readonly game?: string | undefined }): string {
  const start = path.resolve(terminal.workingDirectory, options.game ?? ".");
  const directory = findGameDirectory(start);
  if (directory !== null) return directory;
  throw new VerbError(
    `There is no game in ${start}: no mudlark.config.ts there or above. ` +
      "Go to a game's folder, name one with --game, or make one with: npx mudlark create my-game",
    exitCodes.usage,
  );
}
