const levels = ["debug", "info", "warn", "error", "fatal"] as const;
export type Level = (typeof levels)[number];

/** What one wants to see of a log. */
export interface Wanted {
  /** This and graver. */
  readonly level: Level;
  readonly grep: RegExp | null;
}

export function isLevel(word: string): word is Level {
  return (levels as readonly string[]).includes(word);
}

/**
 * Is a line of the log wanted? What is not JSON is what Node or the game's own code wrote: it has no level and is
 * never held back for it.
 */
export function isWanted(line: string, { level, grep }: Wanted): boolean {
  if (line.trim() === "") return false;
  return rankOf(line) >= levels.indexOf(level) && (grep === null || grep.test(line));
}

function rankOf(line: string): number {
  try {
    const { level } = JSON.parse(line) as { level?: unknown };
    return typeof level === "string" && isLevel(level) ? levels.indexOf(level) : levels.length;
  } catch {
    return levels.length;
  }
}
