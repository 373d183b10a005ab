import stringWidth from "string-width";
import { stripMarkup } from "../markup/plain-text.ts";

/** What a tab is in laid-out text: as many blanks as `|>`, wherever it stands. */
export const tab = "    ";

/**
 * Columns that a marked-up text takes on a terminal (`commands.md` §14): wide letters and emoji count two, combining
 * marks and codes none. Of several lines the widest counts.
 */
export function displayWidth(source: string): number {
  const words = stripMarkup(source);
  if (!words.includes("\n")) return plainWidth(words);
  return words.split("\n").reduce((widest, line) => Math.max(widest, plainWidth(line)), 0);
}

/** The same for one line without markup. */
export function plainWidth(line: string): number {
  if (isPrintableAscii(line)) return line.length;
  return stringWidth(line.includes("\t") ? line.replaceAll("\t", tab) : line);
}

/** Each sign of such a text takes one column and stands for itself. */
export function isPrintableAscii(text: string): boolean {
  return !/[^ -~]/.test(text);
}
