import { cellsOf, markupOf, widthOf, type Cell } from "./styled-line.ts";
import { displayWidth } from "./display-width.ts";

export type Alignment = "left" | "right" | "centre";

/** Fills a text with blanks up to a width; one that is wider stays as it is. */
export function pad(source: string, width: number, align: Alignment = "left"): string {
  const missing = width - displayWidth(source);
  if (missing <= 0) return source;
  const before = align === "left" ? 0 : align === "right" ? missing : Math.floor(missing / 2);
  return " ".repeat(before) + source + " ".repeat(missing - before);
}

/** Cuts a text to a width; what was cut shows as the suffix, which counts. */
export function crop(source: string, width: number, suffix = "[...]"): string {
  const cells = cellsOf(source);
  if (widthOf(cells) <= width) return source;
  const tail = cellsOf(suffix);
  const room = width - widthOf(tail);
  return room <= 0 ? markupOf(take(cells, width)) : markupOf([...take(cells, room), ...tail]);
}

/** Breaks a text into lines of at most a width, at blanks where there are any. Line breaks of its own stay. */
export function wrap(source: string, width: number): string {
  const lines: string[] = [];
  for (const line of splitLines(cellsOf(source))) lines.push(...wrapLine(line, Math.max(1, width)));
  return lines.join("\n");
}

function wrapLine(line: readonly Cell[], width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (widthOf(rest) > width) {
    const fitting = take(rest, width).length || 1;
    const blank = rest.slice(0, fitting + 1).findLastIndex((cell) => cell.text === " ");
    const end = blank > 0 ? blank : fitting;
    lines.push(markupOf(rest.slice(0, end)));
    rest = rest.slice(blank > 0 ? blank + 1 : fitting);
  }
  lines.push(markupOf(rest));
  return lines;
}

function splitLines(cells: readonly Cell[]): Cell[][] {
  const lines: Cell[][] = [[]];
  for (const cell of cells) {
    if (cell.text === "\n") lines.push([]);
    else lines.at(-1)?.push(cell);
  }
  return lines;
}

function take(cells: readonly Cell[], width: number): Cell[] {
  let used = 0;
  let count = 0;
  for (const cell of cells) {
    if (used + cell.width > width) break;
    used += cell.width;
    count++;
  }
  return cells.slice(0, count);
}
