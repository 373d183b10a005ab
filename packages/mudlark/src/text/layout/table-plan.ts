import { displayWidth } from "./display-width.ts";
import { grow, level, shrink, type Shares } from "./shares.ts";
import { borderOf, type Border } from "./table-border.ts";
import { cellLook, type CellLook } from "./table-cell.ts";
import type { ColumnOptions, TableOptions } from "./table-options.ts";

/** What a column keeps, however little room there is. */
const narrowest = 3;

/** A column of a table that knows how wide it is. */
interface Column {
  /** Without padding. */
  readonly width: number;
  readonly cells: CellLook;
  readonly heading: CellLook;
}

/** How the lines of one table are put together. */
export interface TablePlan {
  readonly columns: readonly Column[];
  /** Of the columns, with their padding. */
  readonly widths: readonly number[];
  readonly border: Border;
  /** Columns that the table lacks: its lines are cut at the right. */
  readonly missing: number;
}

/** @throws TypeError when a sign is not one column wide */
export function planTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): TablePlan {
  const { width, maxWidth, evenWidth = false, columnOptions = [] } = options;
  const border = borderOf(options);
  const count = rows.reduce((most, { length }) => Math.max(most, length), headers.length);
  const looks = Array.from({ length: count }, (_, at) => looksOf(at, count, options, border));
  const shares = naturalWidths(headers, rows, looks, columnOptions);
  if (evenWidth) level(shares);
  const padding = looks.map(({ cells }) => cells.padLeft + cells.padRight);
  const lines =
    displayWidth(border.left) +
    displayWidth(border.between) * Math.max(0, count - 1) +
    displayWidth(border.right);
  const taken = padding.reduce((total, each) => total + each, lines);
  const most = width ?? maxWidth;
  const missing = most === undefined ? 0 : shrink(shares, most - taken, narrowest);
  if (width !== undefined) grow(shares, width - taken);
  const columns = looks.map((look, at) => ({ ...look, width: shares.sizes[at] ?? 0 }));
  const widths = columns.map((column, at) => column.width + (padding[at] ?? 0));
  return { columns, widths, border, missing };
}

function looksOf(at: number, count: number, options: TableOptions, border: Border): Omit<Column, "width"> {
  const { height: _, align, columnOptions = [], headerOptions, ...common } = options;
  const column = columnOptions[at] ?? {};
  const usual: ColumnOptions = {
    ...common,
    ...(typeof align === "string" || align === undefined
      ? { align: align ?? "left" }
      : { align: align[at] ?? "left" }),
  };
  const isFirst = at === 0;
  const isLast = at === count - 1;
  const pad = (side: "padLeft" | "padRight", isNeeded: boolean): number =>
    Math.max(0, column[side] ?? column.padWidth ?? usual[side] ?? usual.padWidth ?? (isNeeded ? 1 : 0));
  const padding = {
    padLeft: pad("padLeft", !isFirst || border.left !== ""),
    padRight: pad("padRight", !isLast || border.right !== ""),
  };
  return {
    cells: cellLook({ ...usual, ...column, ...padding }),
    heading: cellLook({ ...usual, ...column, ...headerOptions, ...padding }),
  };
}

/** As wide as the widest cell of each, unless a width was given. */
function naturalWidths(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  looks: readonly Omit<Column, "width">[],
  columnOptions: TableOptions["columnOptions"] = [],
): Shares {
  const locked = new Set<number>();
  const sizes = looks.map((_, column) => {
    const given = columnOptions[column]?.width;
    if (given !== undefined) {
      locked.add(column);
      return Math.max(1, given);
    }
    return rows.reduce(
      (widest, row) => Math.max(widest, displayWidth(row[column] ?? "")),
      displayWidth(headers[column] ?? ""),
    );
  });
  return { sizes, locked };
}
