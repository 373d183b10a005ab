import { readdirSync, statSync, watch, type Dirent, type FSWatcher } from "node:fs";
import path from "node:path";

/** Files beside `src` that say what a game is. */
const besideSources: ReadonlySet<string> = new Set(["mudlark.config.ts", ".env"]);

/**
 * Tells which files of a game were changed. Every folder is watched for itself, because that alone survives editors
 * that write a new file and rename it over the old one, on every system.
 */
export class GameWatcher {
  readonly #directory: string;
  readonly #onChange: (files: readonly string[]) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #known: ReadonlyMap<string, string>;

  /** @param onChange hears the files, by their path from the game's folder; several times for one save, or not at all */
  constructor(directory: string, onChange: (files: readonly string[]) => void) {
    this.#directory = directory;
    this.#onChange = onChange;
    this.#known = this.#look();
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  readonly #changed = (): void => {
    const before = this.#known;
    this.#known = this.#look();
    const names = new Set([...before.keys(), ...this.#known.keys()]);
    const files = [...names].filter((name) => before.get(name) !== this.#known.get(name));
    if (files.length > 0) this.#onChange(files);
  };

  /** Every file with a mark that changes when it is written; watches what is not yet watched. */
  #look(): ReadonlyMap<string, string> {
    const files = new Map<string, string>();
    this.#watch(this.#directory);
    for (const name of besideSources) this.#note(name, files);
    this.#lookInto("src", files);
    return files;
  }

  #lookInto(folder: string, files: Map<string, string>): void {
    this.#watch(path.join(this.#directory, folder));
    for (const entry of entriesOf(path.join(this.#directory, folder))) {
      const name = path.join(folder, entry.name);
      if (isTemporary(entry.name)) continue;
      if (entry.isDirectory()) this.#lookInto(name, files);
      else this.#note(name, files);
    }
  }

  #note(name: string, files: Map<string, string>): void {
    const stat = statSync(path.join(this.#directory, name), { throwIfNoEntry: false });
    if (stat !== undefined) files.set(name, `${stat.mtimeMs} ${stat.size} ${stat.ino}`);
  }

  #watch(folder: string): void {
    if (this.#watchers.has(folder)) return;
    try {
      const watcher = watch(folder, this.#changed);
      this.#watchers.set(folder, watcher);
      // The folder itself is gone; should it come back, it is watched anew.
      watcher.on("error", () => this.#forget(folder));
      watcher.on("close", () => this.#watchers.delete(folder));
    } catch {
      // It was removed since it was listed; the folder above tells of it.
    }
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** What editors leave beside a file while they work on it. */
function isTemporary(name: string): boolean {
  return name.startsWith(".") || name.endsWith("~") || name === "node_modules" || /^\d+$/.test(name);
}
