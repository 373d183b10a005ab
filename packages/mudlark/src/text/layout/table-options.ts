import type { Alignment } from "./pad.ts";
import type { TableLines } from "./table-border.ts";

/**
 * How the lines of a cell stand in it: `full` reaches both sides, `asIs` keeps every blank and breaks only what is too
 * long.
 */
export type CellAlignment = Alignment | "full" | "asIs";

/** Where a cell stands in a row that is higher. */
export type VerticalAlignment = "top" | "centre" | "bottom";

/** How a cell looks (`commands.md` §14). Signs are one column wide; markup in them counts as letters. */
export interface CellOptions {
  /** Default: left. */
  readonly align?: CellAlignment;
  /** Default: top. */
  readonly valign?: VerticalAlignment;
  /** Columns of padding left and right. Default: 1 where a line or another cell follows, else 0. */
  readonly padWidth?: number;
  /** Default: as {@link padWidth}. */
  readonly padLeft?: number;
  /** Default: as {@link padWidth}. */
  readonly padRight?: number;
  /** Empty lines above. Default 0. */
  readonly padTop?: number;
  /** Empty lines below. Default 0. */
  readonly padBottom?: number;
  /** What fills the room beside, above and below the text. Default: a blank. */
  readonly fill?: string;
  /** What the padding left and right is made of. Default: a blank. */
  readonly hPadChar?: string;
  /** What the padding above and below is made of. Default: a blank. */
  readonly vPadChar?: string;
  /** Lines of text that a cell has at least. Default 1. */
  readonly height?: number;
  /** Does a cell have no more lines than its {@link height}? What does not fit is cut. Default false. */
  readonly enforceSize?: boolean;
  /** Markup that stands where a cell was cut. Default: `[...]`. */
  readonly cropString?: string;
  /** Are blanks at both ends of each line dropped? Default false. */
  readonly trimHorizontal?: boolean;
}

/** How the cells of one column look; what is not said is as for the whole table. */
export interface ColumnOptions extends CellOptions {
  /** Columns for the text, without padding. It is kept, however much or little room there is. Default: as needed. */
  readonly width?: number;
}

/** How headings look; what is not said is as in their columns. */
export type HeaderOptions = Omit<CellOptions, "padWidth" | "padLeft" | "padRight">;

/** How a table looks (`commands.md` §14). */
export interface TableOptions extends Omit<CellOptions, "align" | "height">, TableLines {
  /** Columns that each line takes, no more and no less: spare room is shared. Default: as {@link maxWidth} says. */
  readonly width?: number;
  /** Columns that the table may take at most. Default: as many as it needs. */
  readonly maxWidth?: number;
  /**
   * Lines that the table has, its borders and headings among them: spare ones are shared over the rows, and the highest
   * rows are cut when there are too few. Default: as many as it needs.
   */
  readonly height?: number;
  /** Are all columns without a width of their own equally wide, to within one? Default false. */
  readonly evenWidth?: boolean;
  /** A list tells it column by column. Default: left. */
  readonly align?: CellAlignment | readonly CellAlignment[];
  /** By column; null for one without options of its own. Default: none. */
  readonly columnOptions?: readonly (ColumnOptions | null)[];
  /** Default: as the cells below. */
  readonly headerOptions?: HeaderOptions;
  /** A code such as `|b` in front of lines. Default: none. */
  readonly lineColour?: string;
  /** A code in front of headings. Default: none. */
  readonly headingColour?: string;
}
