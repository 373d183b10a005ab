import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

export interface Template {
  readonly name: string;
  readonly description: string;
  readonly directory: string;
}

/**
 * What a new game can start from. Templates are complete games: in a clone of Mudlark they are the folders of
 * `games/`, in the published package a copy of those.
 */
export function templates(): readonly Template[] {
  const home = templatesHome();
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(home, entry.name, "mudlark.config.ts")))
    .map((entry) => {
      const directory = path.join(home, entry.name);
      const manifest = JSON.parse(readFileSync(path.join(directory, "package.json"), "utf8")) as {
        description?: string;
      };
      return { name: entry.name, description: manifest.description ?? "", directory };
    });
}

function templatesHome(): string {
  const shipped = path.resolve(import.meta.dirname, "../templates");
  return existsSync(shipped) ? shipped : path.resolve(import.meta.dirname, "../../../games");
}
