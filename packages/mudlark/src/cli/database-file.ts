import path from "node:path";
import type { ResolvedConfig } from "../config/schema.ts";

/** The file that a game's world is in; null when it is not in a file. */
export function databaseFile({
  directory,
  storage,
}: Pick<ResolvedConfig, "directory" | "storage">): string | null {
  const file = /^sqlite:(.+)$/.exec(storage.url)?.[1];
  return file === undefined ? null : path.resolve(directory, file);
}
