import { writeMarkup } from "../markup/write-markup.ts";
import { cellsOf, linesOf, type Cell } from "./cell.ts";
import { displayWidth, plainWidth } from "./display-width.ts";

/**
 * Breaks a text into lines of at most a width, at blanks where there are any. Line breaks of its own stay; colours
 * and links are closed at each line's end and opened again.
 *
 * @param width columns; at least 2, or wide letters would not fit
 */
export function wrap(source: string, width: number): string {
  return wrappedLines(source, width).join("\n");
}

/** The lines themselves; at least one. */
export function wrappedLines(source: string, width: number): string[] {
  const isOneLine = !source.includes("\n") && !source.includes("|/");
  if (isOneLine && displayWidth(source) <= width) return [source];
  return linesOf(cellsOf(source))
    .flatMap((line) => wrapLine(line, width))
    .map(writeMarkup);
}

/** Blanks where a line is broken are dropped; those at the start of the text stay. */
function wrapLine(line: readonly Cell[], width: number): (readonly Cell[])[] {
  const cells = line.some((cell) => cell.width > width)
    ? line.flatMap((cell) => (cell.width > width ? pieces(cell, width) : cell))
    : line;
  const lines: (readonly Cell[])[] = [];
  let start = 0;
  let used = 0;
  /** The last blanks on this line: where they begin, where they end, and the columns up to there. */
  let blanks = { from: 0, to: 0, used: 0 };
  for (const [at, cell] of cells.entries()) {
    used += cell.width;
    if (cell.text === " ") {
      blanks = { from: blanks.to === at ? blanks.from : at, to: at + 1, used };
      continue;
    }
    while (used > width && start < at) {
      const atBlank = blanks.to > start;
      const end = atBlank ? blanks.from : at;
      if (end > start) lines.push(cells.slice(start, end));
      start = atBlank ? blanks.to : at;
      used -= atBlank ? blanks.used : used - cell.width;
      blanks = { from: start, to: start, used: 0 };
    }
  }
  const rest = cells.slice(start);
  lines.push(used > width ? withoutBlanksAtEnd(rest) : rest);
  return lines;
}

function withoutBlanksAtEnd(cells: readonly Cell[]): readonly Cell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.text !== " ") + 1);
}

/** A letter that is too wide for any line has to be cut after all; each piece gets a line of its own. */
function pieces(cell: Cell, width: number): Cell[] {
  const found: string[] = [];
  for (const sign of cell.text) {
    const longer = (found.at(-1) ?? "") + sign;
    if (found.length > 0 && plainWidth(longer) <= width) found[found.length - 1] = longer;
    else found.push(sign);
  }
  return found.map((text) => ({ ...cell, text, width }));
}
