import { crop } from "../../text/layout/crop.ts";
import type { PagedRows } from "./page-options.ts";
import { mostLetters, type PageSource } from "./page-source.ts";

/** Rows that can be asked for one by one: only those are written that are seen. */
export class RowPages implements PageSource {
  readonly count: number;
  readonly #rows: PagedRows;
  readonly #perPage: number;
  readonly #header: string | null;

  constructor(rows: PagedRows, height: number, header: string | null) {
    this.#rows = rows;
    this.#header = header;
    this.#perPage = rowsBelow(header, height);
    this.count = Math.max(1, Math.ceil(rows.count / this.#perPage));
  }

  has(number: number): boolean {
    return number >= 0 && number < this.count;
  }

  page(number: number): string | null {
    if (!this.has(number)) return null;
    const first = number * this.#perPage;
    const end = Math.min(this.#rows.count, first + this.#perPage);
    const rows = Array.from({ length: end - first }, (_, at) => this.#rows.row(first + at));
    return pageOfRows(rows, this.#header);
  }
}

/** Rows that come one after the other: no more are taken than are needed for the pages that were seen. */
export class StreamPages implements PageSource {
  readonly #rows: Iterator<string>;
  readonly #perPage: number;
  readonly #header: string | null;
  readonly #pages: string[] = [];
  /** The row after the last page; it tells whether there is another one. */
  #next: string | null;

  constructor(rows: Iterable<string>, height: number, header: string | null) {
    this.#rows = rows[Symbol.iterator]();
    this.#header = header;
    this.#perPage = rowsBelow(header, height);
    this.#next = this.#take();
  }

  get count(): number | null {
    return this.#next === null ? Math.max(1, this.#pages.length) : null;
  }

  has(number: number): boolean {
    return this.page(number) !== null;
  }

  page(number: number): string | null {
    if (number === 0 && this.#pages.length === 0 && this.#next === null) return this.#header ?? "";
    while (this.#pages.length <= number && this.#next !== null) this.#addPage();
    return this.#pages[number] ?? null;
  }

  #addPage(): void {
    const rows: string[] = [];
    while (this.#next !== null && rows.length < this.#perPage) {
      rows.push(this.#next);
      this.#next = this.#pages.length < mostStreamPages ? this.#take() : null;
    }
    this.#pages.push(pageOfRows(rows, this.#header));
  }

  #take(): string | null {
    const { done, value } = this.#rows.next();
    return done === true ? null : value;
  }
}

/** Seen pages are kept, and some generators have no end. */
const mostStreamPages = 1000;

function rowsBelow(header: string | null, height: number): number {
  return Math.max(1, height - (header === null ? 0 : header.split("\n").length));
}

function pageOfRows(rows: readonly string[], header: string | null): string {
  const most = Math.floor(mostLetters / Math.max(1, rows.length));
  const shown = rows.map((row) => (row.length > most ? crop(row, most) : row));
  return [...(header === null ? [] : [header]), ...shown].join("\n");
}
