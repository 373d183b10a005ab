import { parseMarkup } from "../markup/parse-markup.ts";
import { writeMarkup } from "../markup/write-markup.ts";
import { grow, naturalColumns, shrink } from "./column-widths.ts";
import { crop } from "./crop.ts";
import { displayWidth } from "./display-width.ts";
import { padLine, type Alignment } from "./pad.ts";
import { borderSigns, levelLine, type BorderSigns, type TableBorder } from "./table-border.ts";
import { wrappedLines } from "./wrap.ts";

export type VerticalAlignment = "top" | "centre" | "bottom";

export interface TableOptions {
  /** Columns that each line takes, no more and no less: spare room is shared. Default: as {@link maxWidth} says. */
  readonly width?: number;
  /** Columns that the table may take at most. Default: as many as it needs. */
  readonly maxWidth?: number;
  /** How each column stands. Default: left. */
  readonly align?: readonly Alignment[];
  /** Where a cell stands in a row that is higher. Default: top. */
  readonly valign?: VerticalAlignment;
  /** Widths that are not to be changed, by column; null for those that may. Default: none. */
  readonly columnWidths?: readonly (number | null)[];
  /** Default: `none`. */
  readonly border?: TableBorder;
}

/** How the lines of one table are put together. */
interface Plan {
  readonly widths: readonly number[];
  readonly signs: BorderSigns;
  readonly align: readonly Alignment[];
  readonly valign: VerticalAlignment;
}

/**
 * Rows under headings (`commands.md` §14). Without a border, columns are told apart by blanks, and the headings are
 * underlined as text, so that nothing has to be read past. When there is too little room, the widest columns give way
 * and their words wrap; what can get no narrower is cut at the right.
 *
 * Send {@link spokenTable} along as the `alt` of the message, for those who hear it.
 *
 * @example
 * table(["Name", "Idle"], [["Ann", "1m"]], { border: "cells", width: 20 });
 */
export function table(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  const { width, maxWidth, align = [], valign = "top", columnWidths = [], border = "none" } = options;
  const columns = naturalColumns(headers, rows, columnWidths);
  const { widths } = columns;
  const signs = borderSigns(border);
  const between = displayWidth(signs.between) * Math.max(0, widths.length - 1);
  const taken = displayWidth(signs.left) + between + displayWidth(signs.right);
  const most = width ?? maxWidth;
  const missing = most === undefined ? 0 : shrink(columns, most - taken);
  if (width !== undefined) grow(columns, width - taken);
  const lines = allLines(headers, rows, { widths, signs, align, valign });
  if (width !== undefined) return lines.map((line) => padLine(crop(line, width, ""), width)).join("\n");
  return (missing > 0 ? lines.map((line) => crop(line, most ?? 0, "")) : lines).join("\n");
}

function allLines(headers: readonly string[], rows: readonly (readonly string[])[], plan: Plan): string[] {
  const { widths, signs } = plan;
  const rule = levelLine(widths, signs, "-");
  const heading = headers.length === 0 ? [] : rowLines(headers, plan);
  const lines = signs.around ? [rule] : [];
  lines.push(...(signs.underHeadings ? heading : heading.map(underlined)));
  if (heading.length > 0 && signs.underHeadings) lines.push(levelLine(widths, signs, "~"));
  for (const [index, row] of rows.entries()) {
    if (signs.betweenRows && index > 0) lines.push(rule);
    lines.push(...rowLines(row, plan));
  }
  if (signs.around) lines.push(rule);
  return lines;
}

/** A row takes as many lines as its highest cell. */
function rowLines(row: readonly string[], { widths, signs, align, valign }: Plan): string[] {
  const cells = widths.map((width, column) => wrappedLines(row[column] ?? "", width));
  const height = cells.reduce((highest, { length }) => Math.max(highest, length), 1);
  const lines: string[] = [];
  for (let at = 0; at < height; at++) {
    const parts = cells.map((cell, column) => {
      const line = cell[at - linesAbove(height - cell.length, valign)] ?? "";
      return padLine(line, widths[column] ?? 0, align[column]);
    });
    lines.push((signs.left + parts.join(signs.between) + signs.right).trimEnd());
  }
  return lines;
}

function linesAbove(spare: number, valign: VerticalAlignment): number {
  if (valign === "top") return 0;
  return valign === "bottom" ? spare : Math.floor(spare / 2);
}

function underlined(line: string): string {
  return writeMarkup(parseMarkup(line).map((run) => ({ ...run, style: { ...run.style, underline: true } })));
}
