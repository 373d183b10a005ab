import { displayWidth } from "./display-width.ts";
import { crop, pad, type Alignment } from "./fit.ts";

export interface TableOptions {
  /** Columns of the client; the widest columns give way. Default: as wide as the text. */
  readonly width?: number;
  readonly align?: readonly Alignment[];
}

const gap = 2;

/**
 * Rows under headings, in columns of blanks. The headings are underlined by colour, not by characters, so that a
 * screen reader hears words only.
 */
export function table(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  const widths = headers.map((header, column) =>
    Math.max(displayWidth(header), ...rows.map((row) => displayWidth(row[column] ?? ""))),
  );
  if (options.width !== undefined) shrink(widths, options.width);
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => pad(crop(cells[column] ?? "", width), width, options.align?.[column] ?? "left"))
      .join(" ".repeat(gap))
      .trimEnd();
  return [`|u${line(headers)}|n`, ...rows.map(line)].join("\n");
}

/** Takes from the widest column until all fit. */
function shrink(widths: number[], width: number): void {
  const total = (): number => widths.reduce((sum, each) => sum + each, gap * (widths.length - 1));
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 3) return;
    widths[widest] = Math.max(3, (widths[widest] ?? 0) - (total() - width));
  }
}
