import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MudlarkError } from "../../base/errors.ts";
import type { HelpFile } from "../../content/help/help-topic.ts";
import { readHelpFiles } from "../../content/help/help-files.ts";
import { describeWithFrame } from "../../config/code-frame.ts";

/** A module of the game: where it lies, from the game's folder, and what it exports. */
export interface GameModule {
  /** Such as `src/things/lantern`, without the ending. */
  readonly path: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface LoadedGame {
  /** What `src/game.ts` exports as its default. */
  readonly definition: unknown;
  /** Every module of the game that was loaded on the way, in the order of loading. */
  readonly modules: readonly GameModule[];
  /** The help files. */
  readonly help: readonly HelpFile[];
}

/**
 * Loads a game's code. Node runs the TypeScript as it is; what it cannot run is told with file, line and the lines
 * around it.
 *
 * @throws MudlarkError GAME_INVALID
 */
export async function loadGame(
  file: string,
  directory: string,
  helpFolders: readonly string[] = [],
): Promise<LoadedGame> {
  if (!existsSync(file)) {
    throw new MudlarkError("GAME_INVALID", `There is no ${path.relative(directory, file)} in ${directory}.`);
  }
  const help = readHelpFiles(helpFolders, directory);
  const urls: string[] = [];
  const hooks = registerHooks({
    load(url, context, nextLoad) {
      if (isGameCode(url, directory)) urls.push(url);
      return nextLoad(url, context);
    },
  });
  try {
    const entry = (await import(pathToFileURL(file).href)) as { default?: unknown };
    const modules: GameModule[] = [];
    for (const url of urls) {
      const exports = (await import(url)) as Record<string, unknown>;
      modules.push({ path: shortPath(url, directory), exports });
    }
    return { definition: entry.default, modules, help };
  } catch (cause) {
    throw new MudlarkError("GAME_INVALID", describeWithFrame(cause, directory), { cause });
  } finally {
    hooks.deregister();
  }
}

function isGameCode(url: string, directory: string): boolean {
  if (!url.startsWith("file:")) return false;
  const inside = path.relative(directory, fileURLToPath(url));
  return (
    !inside.startsWith("..") && !path.isAbsolute(inside) && !inside.split(path.sep).includes("node_modules")
  );
}

function shortPath(url: string, directory: string): string {
  const inside = path.relative(directory, fileURLToPath(url)).split(path.sep).join("/");
  return inside.replace(/\.[cm]?[tj]s$/, "");
}
