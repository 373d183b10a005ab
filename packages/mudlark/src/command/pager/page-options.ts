import type { Justification } from "../../text/layout/justify.ts";

/** Rows that are written only when somebody comes to see them. */
export interface PagedRows {
  readonly count: number;
  /** The row at a place, counted from 0, as markup on one line. */
  row(index: number): string;
}

/** A text, and how it is read aloud. */
export interface PagedText {
  readonly text: string;
  /** What stands above the text on each page of it, such as the headings of a table. Default: nothing. */
  readonly heading?: string;
  /** For those who hear it; default: heading and text. */
  readonly alt?: string;
}

/**
 * What a pager shows: a text, in which a form feed (`\f`) begins a new page; rows that can be asked for one by one; or
 * rows that come one after the other, such as those of a generator.
 */
export type PageContent = string | PagedText | PagedRows | Iterable<string>;

/** How a pager behaves (`commands.md` §11). */
export interface PageOptions {
  /** Stands above the rows on each page. */
  readonly header?: string;
  /** Page even what fits on one page, and for screen readers? Default false. */
  readonly alwaysPage?: boolean;
  /** Leave by itself once the last page is shown? Default false: it stays until it is left. */
  readonly exitOnLastPage?: boolean;
  /** A line that is run for the player when the pager is left. */
  readonly exitCmd?: string;
  /** Breaks a text into lines of the client's width and lets them stand so. Default: lines stay as they are. */
  readonly justify?: Justification;
  /** The page that is shown first, counted from 1. Default 1. */
  readonly startPage?: number;
}
