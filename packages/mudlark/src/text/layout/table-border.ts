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

/** The signs of a border, as markup: what stands left, between and right of the cells, and which level lines there are. */
export interface BorderSigns {
  readonly left: string;
  readonly between: string;
  readonly right: string;
  readonly around: boolean;
  readonly underHeadings: boolean;
  readonly betweenRows: boolean;
}

const upright: ReadonlySet<TableBorder> = new Set(["table", "tablecols", "cols", "cells"]);
const inner: ReadonlySet<TableBorder> = new Set(["tablecols", "cols", "incols", "cells"]);
const level: ReadonlySet<TableBorder> = new Set(["table", "tablecols", "rows", "cells"]);

export function borderSigns(border: TableBorder): BorderSigns {
  const hasSides = upright.has(border);
  return {
    left: hasSides ? "|| " : "",
    between: inner.has(border) ? " || " : "  ",
    right: hasSides ? " ||" : "",
    around: level.has(border),
    underHeadings: border === "header" || level.has(border),
    betweenRows: border === "rows" || border === "cells",
  };
}

/** A level line over columns of these widths. */
export function levelLine(widths: readonly number[], signs: BorderSigns, sign: "-" | "~"): string {
  const across = (text: string): string => text.replaceAll(" ", sign).replaceAll("||", "+");
  const parts = widths.map((width) => sign.repeat(width));
  return across(signs.left) + parts.join(across(signs.between)) + across(signs.right);
}
