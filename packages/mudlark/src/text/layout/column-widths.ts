import { displayWidth } from "./display-width.ts";

/** What a column keeps, however little room there is. */
const narrowest = 3;

/** The columns of a table, before they are told how much room there is. */
export interface Columns {
  readonly widths: number[];
  /** Columns whose width was given: they neither give way nor grow. */
  readonly locked: ReadonlySet<number>;
}

/** As wide as the widest cell of each, unless a width was given. */
export function naturalColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  given: readonly (number | null)[],
): Columns {
  const widths = headers.map(displayWidth);
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    }
  }
  const locked = new Set<number>();
  for (const [column, width] of given.entries()) {
    if (width === null || column >= widths.length) continue;
    widths[column] = Math.max(1, width);
    locked.add(column);
  }
  return { widths, locked };
}

/** Takes from the widest columns until all fit, or there is nothing to take; gives the columns still missing. */
export function shrink({ widths, locked }: Columns, room: number): number {
  let excess = sum(widths) - room;
  while (excess > 0) {
    const free = widths.filter((_, column) => !locked.has(column));
    const widest = Math.max(0, ...free);
    if (widest <= narrowest) break;
    const next = Math.max(narrowest, ...free.filter((each) => each < widest));
    const wide = free.filter((each) => each === widest).length;
    const step = Math.min(widest - next, Math.max(1, Math.floor(excess / wide)));
    for (const [column, each] of widths.entries()) {
      if (each !== widest || locked.has(column) || excess <= 0) continue;
      widths[column] = each - step;
      excess -= step;
    }
  }
  return excess;
}

/** Shares what room is left over the columns; one more for the first ones when it cannot be divided. */
export function grow({ widths, locked }: Columns, room: number): void {
  const free = [...widths.keys()].filter((column) => !locked.has(column));
  const last = widths.length - 1;
  const takers = free.length > 0 || last < 0 ? free : [last];
  const spare = room - sum(widths);
  if (spare <= 0) return;
  for (const [index, column] of takers.entries()) {
    const share = Math.floor(spare / takers.length) + (index < spare % takers.length ? 1 : 0);
    widths[column] = (widths[column] ?? 0) + share;
  }
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, each) => total + each, 0);
}
