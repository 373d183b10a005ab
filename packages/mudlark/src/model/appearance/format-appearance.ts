/**
 * Puts the parts under each other: empty ones leave no gap, blank lines go, and no more than two blanks stand
 * between words.
 */
export function formatAppearance(text: string): string {
  return text
    .replace(/[^\S\n]{3,}/g, "  ")
    .replace(/[^\S\n]*\n\s*/g, "\n")
    .trim();
}
