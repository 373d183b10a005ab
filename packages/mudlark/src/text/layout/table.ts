import { parseMarkup } from "../markup/parse-markup.ts";
import { writeMarkup } from "../markup/write-markup.ts";
import { crop } from "./crop.ts";
import { displayWidth } from "./display-width.ts";
import { padLine, type Alignment } from "./pad.ts";
import { wrappedLines } from "./wrap.ts";

export interface TableOptions {
  /** Columns that the table may take. Default: as many as it needs. */
  readonly width?: number;
  /** How each column stands. Default: left. */
  readonly align?: readonly Alignment[];
}

const gap = "  ";
/** What a column keeps, however little room there is. */
const narrowest = 3;

/**
 * Rows under headings. Columns are told apart by blanks, and the headings are underlined as text, so that nothing
 * has to be read past. When there is too little room, the widest columns give way and their words wrap.
 *
 * Send {@link spokenTable} along as the `alt` of the message, for those who hear it.
 */
export function table(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  const widths = naturalWidths(headers, rows);
  const missing = options.width === undefined ? 0 : shrink(widths, options.width);
  const lines = rows.flatMap((row) => rowLines(row, widths, options.align ?? []));
  const heading = rowLines(headers, widths, options.align ?? []).map(underlined);
  const all = headers.length === 0 ? lines : [...heading, ...lines];
  return (missing > 0 ? all.map((line) => crop(line, options.width ?? 0, "")) : all).join("\n");
}

function naturalWidths(headers: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const widths = headers.map(displayWidth);
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    }
  }
  return widths;
}

/** Takes from the widest columns until all fit, or there is nothing to take; gives the columns still missing. */
function shrink(widths: number[], width: number): number {
  let excess = widths.reduce((sum, each) => sum + each, gap.length * (widths.length - 1)) - width;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) break;
    const next = Math.max(narrowest, ...widths.filter((each) => each < widest));
    const wide = widths.filter((each) => each === widest).length;
    const step = Math.min(widest - next, Math.max(1, Math.floor(excess / wide)));
    for (const [column, each] of widths.entries()) {
      if (each !== widest || excess <= 0) continue;
      widths[column] = each - step;
      excess -= step;
    }
  }
  return excess;
}

/** A row takes as many lines as its highest cell. */
function rowLines(row: readonly string[], widths: readonly number[], align: readonly Alignment[]): string[] {
  const cells = widths.map((width, column) => wrappedLines(row[column] ?? "", width));
  const height = cells.reduce((highest, { length }) => Math.max(highest, length), 1);
  return Array.from({ length: height }, (_, index) =>
    cells
      .map((lines, column) => padLine(lines[index] ?? "", widths[column] ?? 0, align[column]))
      .join(gap)
      .trimEnd(),
  );
}

function underlined(line: string): string {
  return writeMarkup(parseMarkup(line).map((run) => ({ ...run, style: { ...run.style, underline: true } })));
}
