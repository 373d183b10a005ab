import { escapeMarkup } from "../markup/plain-text.ts";
import { displayWidth } from "./display-width.ts";

/**
 * Which lines a table has (`commands.md` §14): `header`, one under the headings; `table`, one around everything and
 * one under the headings; `tablecols`, also between columns; `cols`, upright ones around and between columns;
 * `incols`, upright ones between columns only; `rows`, level ones around and between rows; `cells`, all of them;
 * `none`, blanks between columns and underlined headings.
 */
export type TableBorder = (typeof tableBorders)[number];

export const tableBorders = [
  "none",
  "header",
  "table",
  "tablecols",
  "cols",
  "incols",
  "rows",
  "cells",
] as const;

/** Which lines a table has, and what they are made of. Signs are one column wide; markup in them counts as letters. */
export interface TableLines {
  /** Default: `tablecols`. */
  readonly border?: TableBorder;
  /** How thick the lines are: columns of upright ones, lines of level ones. Default 1. */
  readonly borderWidth?: number;
  /** The same for one side of the table; 0 takes its line away. Default: {@link borderWidth}, if it has such a line. */
  readonly borderLeft?: number;
  /** As {@link borderLeft}. */
  readonly borderRight?: number;
  /** As {@link borderLeft}. */
  readonly borderTop?: number;
  /** As {@link borderLeft}. */
  readonly borderBottom?: number;
  /** Default: `|`. */
  readonly borderLeftChar?: string;
  /** Default: `|`. */
  readonly borderRightChar?: string;
  /** Default: `-`. */
  readonly borderTopChar?: string;
  /** Default: `-`. */
  readonly borderBottomChar?: string;
  /** What lines between columns are made of. Default: `|`. */
  readonly columnLineChar?: string;
  /** What lines between rows are made of. Default: `-`. */
  readonly rowLineChar?: string;
  /** What the line under the headings is made of. Default: `~`. */
  readonly headerLineChar?: string;
  /** Where lines cross. Default: `+`. */
  readonly cornerChar?: string;
  /** Default: {@link cornerChar}. */
  readonly cornerTopLeftChar?: string;
  /** Default: {@link cornerChar}. */
  readonly cornerTopRightChar?: string;
  /** Default: {@link cornerChar}. */
  readonly cornerBottomLeftChar?: string;
  /** Default: {@link cornerChar}. */
  readonly cornerBottomRightChar?: string;
  /** Are the four corners round (`╭ ╮ ╰ ╯`), where no sign was given for them? Default false. */
  readonly prettyCorners?: boolean;
}

/** The lines of a table as pieces of markup. */
export interface Border {
  readonly left: string;
  readonly between: string;
  readonly right: string;
  /** Lines between the headings and the rows: none where headings are underlined instead. */
  readonly underHeadings: readonly LevelLine[];
  readonly betweenRows: readonly LevelLine[];
  readonly top: readonly LevelLine[];
  readonly bottom: readonly LevelLine[];
}

/** A level line, before it is known how wide the columns are. */
export interface LevelLine {
  readonly left: string;
  readonly between: string;
  readonly right: string;
  readonly sign: string;
}

const upright: ReadonlySet<TableBorder> = new Set(["table", "tablecols", "cols", "cells"]);
const inner: ReadonlySet<TableBorder> = new Set(["tablecols", "cols", "incols", "cells"]);
const level: ReadonlySet<TableBorder> = new Set(["table", "tablecols", "rows", "cells"]);

/** @throws TypeError when a sign is not one column wide */
export function borderOf(lines: TableLines): Border {
  const { border = "tablecols", borderWidth = 1, cornerChar = "+", prettyCorners = false } = lines;
  const side = (given: number | undefined, isThere: boolean): number =>
    Math.max(0, given ?? (isThere ? borderWidth : 0));
  const widths = {
    left: side(lines.borderLeft, upright.has(border)),
    between: side(undefined, inner.has(border)),
    right: side(lines.borderRight, upright.has(border)),
  };
  const across = (sign: string, left = cornerChar, right = cornerChar): LevelLine => ({
    left: signs(left, widths.left),
    between: signs(cornerChar, widths.between),
    right: signs(right, widths.right),
    sign: signs(sign, 1),
  });
  const round = (given: string | undefined, pretty: string): string =>
    given ?? (prettyCorners ? pretty : cornerChar);
  const top = across(
    lines.borderTopChar ?? "-",
    round(lines.cornerTopLeftChar, "╭"),
    round(lines.cornerTopRightChar, "╮"),
  );
  const bottom = across(
    lines.borderBottomChar ?? "-",
    round(lines.cornerBottomLeftChar, "╰"),
    round(lines.cornerBottomRightChar, "╯"),
  );
  const times = (line: LevelLine, count: number): LevelLine[] => Array<LevelLine>(count).fill(line);
  const isRuled = border === "rows" || border === "cells";
  return {
    left: signs(lines.borderLeftChar ?? "|", widths.left),
    between: signs(lines.columnLineChar ?? "|", widths.between),
    right: signs(lines.borderRightChar ?? "|", widths.right),
    underHeadings: times(
      across(lines.headerLineChar ?? "~"),
      side(undefined, border === "header" || level.has(border)),
    ),
    betweenRows: times(across(lines.rowLineChar ?? "-"), side(undefined, isRuled)),
    top: times(top, side(lines.borderTop, level.has(border))),
    bottom: times(bottom, side(lines.borderBottom, level.has(border))),
  };
}

/** A level line over columns of these widths. */
export function drawLevel({ left, between, right, sign }: LevelLine, widths: readonly number[]): string {
  return left + widths.map((width) => sign.repeat(width)).join(between) + right;
}

/**
 * A sign that a table is drawn with, so many times, as markup.
 *
 * @throws TypeError when it is not one column wide
 */
export function signs(sign: string, count: number): string {
  const escaped = escapeMarkup(sign);
  if (displayWidth(escaped) !== 1) throw new TypeError(`"${sign}" is not one column wide`);
  return escaped.repeat(Math.max(0, count));
}
