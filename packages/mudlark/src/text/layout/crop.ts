import { writeMarkup } from "../markup/write-markup.ts";
import { cellsOf, fitting, linesOf, widthOf, type Cell } from "./cell.ts";
import { displayWidth } from "./display-width.ts";

/**
 * Cuts each line of a text to a width. What was cut shows as the suffix, which counts, and is left out where there
 * is no room for it.
 *
 * @example
 * crop("a long description", 12) // "a long [...]"
 */
export function crop(source: string, width: number, suffix = "[...]"): string {
  if (displayWidth(source) <= width) return source;
  const tail = cellsOf(suffix);
  return linesOf(cellsOf(source))
    .map((line) => writeMarkup(cropLine(line, width, tail)))
    .join("\n");
}

function cropLine(line: readonly Cell[], width: number, tail: readonly Cell[]): readonly Cell[] {
  if (widthOf(line) <= width) return line;
  const room = width - widthOf(tail);
  return room > 0 ? [...fitting(line, room), ...tail] : fitting(line, width);
}
