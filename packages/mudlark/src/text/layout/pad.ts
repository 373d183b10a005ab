import { displayWidth } from "./display-width.ts";
import { mapLines } from "./map-lines.ts";

export type Alignment = "left" | "right" | "centre";

/**
 * Fills each line of a text with blanks up to a width; one that is wider stays as it is.
 *
 * @param fill what stands in place of blanks: markup that is one column wide
 * @example
 * pad("|rred|n", 5, "right") // "  |rred|n"
 */
export function pad(source: string, width: number, align: Alignment = "left", fill = " "): string {
  return mapLines(source, (line) => padLine(line, width, align, fill));
}

/** The same for what is one line. */
export function padLine(line: string, width: number, align: Alignment = "left", fill = " "): string {
  const missing = width - displayWidth(line);
  if (missing <= 0) return line;
  const before = align === "left" ? 0 : align === "right" ? missing : Math.floor(missing / 2);
  return fill.repeat(before) + line + fill.repeat(missing - before);
}
