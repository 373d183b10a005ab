const threeBlanks = /[^\S\n]{3,}/g;

/**
 * Puts the parts under each other: empty ones leave no gap, blank lines go, and no more than two blanks stand
 * between words or in front of a line.
 */
export function formatAppearance(text: string): string {
  return text
    .replace(threeBlanks, "  ")
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .join("\n")
    .trim();
}
