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
  /** A code such as `|b` in front of lines. Default: none. */
  readonly lineColour?: string;
  /** A code in front of headings. Default: none. */
  readonly headingColour?: string;
}

/** How the lines of one table are put together. */
interface Plan {
  readonly widths: readonly number[];
  readonly signs: BorderSigns;
  /** The same in their colour. */
  readonly upright: BorderSigns;
  readonly lineColour: string;
  readonly align: readonly Alignment[];
  readonly valign: VerticalAlignment;
  readonly headingColour: string;
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
  const { heading, body } = tableParts(headers, rows, options);
  return [...heading, ...body].join("\n");
}

/** The lines of a table: those that belong on every page of it, and all others. */
export function tableParts(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): { readonly heading: readonly string[]; readonly body: readonly string[] } {
  const { width, maxWidth, align = [], valign = "top", columnWidths = [], border = "none" } = options;
  const { lineColour = "", headingColour = "" } = options;
  const columns = naturalColumns(headers, rows, columnWidths);
  const { widths } = columns;
  const signs = borderSigns(border);
  const between = displayWidth(signs.between) * Math.max(0, widths.length - 1);
  const taken = displayWidth(signs.left) + between + displayWidth(signs.right);
  const most = width ?? maxWidth;
  const missing = most === undefined ? 0 : shrink(columns, most - taken);
  if (width !== undefined) grow(columns, width - taken);
  const plan: Plan = {
    widths,
    signs,
    upright: paintedSigns(signs, lineColour),
    align,
    valign,
    lineColour,
    headingColour,
  };
  const fit = (line: string): string => {
    if (width !== undefined) return padLine(crop(line, width, ""), width);
    return missing > 0 ? crop(line, most ?? 0, "") : line;
  };
  return { heading: headingLines(headers, plan).map(fit), body: bodyLines(rows, plan).map(fit) };
}

function headingLines(headers: readonly string[], plan: Plan): readonly string[] {
  const { widths, signs, lineColour } = plan;
  const above = signs.around ? [paint(levelLine(widths, signs, "-"), lineColour)] : [];
  if (headers.length === 0) return above;
  const lines = rowLines(
    headers.map((title) => paint(title, plan.headingColour)),
    plan,
  );
  if (!signs.underHeadings) return [...above, ...lines.map(underlined)];
  return [...above, ...lines, paint(levelLine(widths, signs, "~"), lineColour)];
}

function bodyLines(rows: readonly (readonly string[])[], plan: Plan): readonly string[] {
  const { widths, signs, lineColour } = plan;
  const rule = paint(levelLine(widths, signs, "-"), lineColour);
  const lines: string[] = [];
  for (const [index, row] of rows.entries()) {
    if (signs.betweenRows && index > 0) lines.push(rule);
    lines.push(...rowLines(row, plan));
  }
  if (signs.around) lines.push(rule);
  return lines;
}

/** A row takes as many lines as its highest cell. */
function rowLines(row: readonly string[], { widths, upright, align, valign }: Plan): string[] {
  const cells = widths.map((width, column) => wrappedLines(row[column] ?? "", width));
  const height = cells.reduce((highest, { length }) => Math.max(highest, length), 1);
  const lines: string[] = [];
  for (let at = 0; at < height; at++) {
    const parts = cells.map((cell, column) => {
      const line = cell[at - linesAbove(height - cell.length, valign)] ?? "";
      return padLine(line, widths[column] ?? 0, align[column]);
    });
    lines.push((upright.left + parts.join(upright.between) + upright.right).trimEnd());
  }
  return lines;
}

function linesAbove(spare: number, valign: VerticalAlignment): number {
  if (valign === "top") return 0;
  return valign === "bottom" ? spare : Math.floor(spare / 2);
}

function paintedSigns(signs: BorderSigns, code: string): BorderSigns {
  const painted = (sign: string): string => (sign.trim() === "" ? sign : paint(sign, code));
  return {
    ...signs,
    left: painted(signs.left),
    between: painted(signs.between),
    right: painted(signs.right),
  };
}

function paint(text: string, code: string): string {
  return code === "" ? text : `${code}${text}|n`;
}

function underlined(line: string): string {
  return writeMarkup(parseMarkup(line).map((run) => ({ ...run, style: { ...run.style, underline: true } })));
}
