import { parseMarkup } from "../markup/parse-markup.ts";
import { writeMarkup } from "../markup/write-markup.ts";
import { crop } from "./crop.ts";
import { padLine } from "./pad.ts";
import { grow, shrink } from "./shares.ts";
import { spokenTable } from "./spoken-table.ts";
import { drawLevel, type LevelLine } from "./table-border.ts";
import { boxed, cellLines, cutLines, type CellLook } from "./table-cell.ts";
import type { ColumnOptions, HeaderOptions, TableOptions } from "./table-options.ts";
import { planTable, type TablePlan } from "./table-plan.ts";

/** What stands in a table: rows, or columns. Every cell is markup, of as many lines as it likes. */
export type TableContent = { readonly headers?: readonly string[] } & (
  | { readonly rows?: readonly (readonly string[])[] }
  | { readonly columns: readonly (readonly string[])[] }
);

/**
 * A table that grows while it is made (`commands.md` §14). When there is too little room, the widest columns give way
 * and their words wrap; what can get no narrower is cut at the right.
 *
 * Send {@link spoken} along as the `alt` of the message, for those who hear it.
 *
 * @example
 * const list = new Table({ headers: ["Name"], rows: [["Ann"]] }, { border: "cells" });
 * list.addColumn(["1m"], { header: "Idle" }).reformatColumn(1, { align: "right" });
 * ctx.msg({ text: list.text, options: { alt: list.spoken } });
 */
export class Table {
  #headers: readonly string[];
  #rows: (readonly string[])[];
  #options: TableOptions;

  constructor(content: TableContent = {}, options: TableOptions = {}) {
    this.#headers = content.headers ?? [];
    this.#rows = "columns" in content ? turned(content.columns) : [...(content.rows ?? [])];
    this.#options = options;
  }

  /** Adds a row at the end, or before the row at a place, counted from 0. */
  addRow(cells: readonly string[], at = this.#rows.length): this {
    this.#rows.splice(at, 0, cells);
    return this;
  }

  /** Adds a column at the end, or before the column at a place, counted from 0; there are as many rows as are needed. */
  addColumn(
    cells: readonly string[],
    {
      header = "",
      at = this.#width(),
      ...options
    }: ColumnOptions & { readonly header?: string; readonly at?: number } = {},
  ): this {
    const height = Math.max(this.#rows.length, cells.length);
    const hasHeadings = this.#headers.length > 0 || header !== "";
    const { align, columnOptions = [] } = this.#options;
    this.#rows = Array.from({ length: height }, (_, row) =>
      inserted(this.#rows[row] ?? [], at, cells[row] ?? "", ""),
    );
    if (hasHeadings) this.#headers = inserted(this.#headers, at, header, "");
    this.#options = {
      ...this.#options,
      columnOptions: inserted(columnOptions, at, options, null),
      ...(typeof align === "object" ? { align: inserted(align, at, options.align ?? "left", "left") } : {}),
    };
    return this;
  }

  /** Gives the table other headings. */
  addHeader(headers: readonly string[], options?: HeaderOptions): this {
    this.#headers = headers;
    return options === undefined ? this : this.reformat({ headerOptions: options });
  }

  /** Changes how the table looks; what is not said stays. */
  reformat(options: TableOptions): this {
    this.#options = { ...this.#options, ...options };
    return this;
  }

  /** Changes how the column at a place, counted from 0, looks; what is not said stays. */
  reformatColumn(at: number, options: ColumnOptions): this {
    const { columnOptions = [] } = this.#options;
    const all = Array.from(
      { length: Math.max(columnOptions.length, at + 1) },
      (_, each) => columnOptions[each] ?? null,
    );
    all[at] = { ...all[at], ...options };
    return this.reformat({ columnOptions: all });
  }

  /**
   * The table as markup.
   *
   * @throws TypeError when a sign that it is to be drawn with is not one column wide
   */
  get text(): string {
    return [...this.lines()].join("\n");
  }

  /** Each row as a sentence, for those who hear it. */
  get spoken(): string {
    return spokenTable(this.#headers, this.#rows);
  }

  toString(): string {
    return this.text;
  }

  /**
   * Its lines one by one, as they are asked for: very long tables need not be laid out at once. One that has a height is
   * laid out whole.
   *
   * @param changes what is other this time, such as the width
   */
  *lines(changes: TableOptions = {}): Generator<string, void> {
    const { heading, body } = tableParts(this.#headers, this.#rows, { ...this.#options, ...changes });
    yield* heading;
    yield* body;
  }

  #width(): number {
    return this.#rows.reduce((most, { length }) => Math.max(most, length), this.#headers.length);
  }
}

/**
 * Rows under headings, as markup: what {@link Table} gives for them. Without a border, columns are told apart by blanks,
 * and the headings are underlined as text, so that nothing has to be read past.
 *
 * Send {@link spokenTable} along as the `alt` of the message, for those who hear it.
 *
 * @throws TypeError when a sign that it is to be drawn with is not one column wide
 * @example
 * table(["Name", "Idle"], [["Ann", "1m"]], { border: "cells", width: 20 });
 */
export function table(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  return new Table({ headers, rows }, options).text;
}

/** The lines of a table: those that belong on every page of it, and all others. */
export function tableParts(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): { readonly heading: readonly string[]; readonly body: Iterable<string> } {
  const plan = planTable(headers, rows, options);
  const { width, maxWidth, height } = options;
  const fit = (line: string): string => {
    if (width !== undefined) return padLine(crop(line, width, ""), width);
    const cut = line.trimEnd();
    return plan.missing > 0 ? crop(cut, maxWidth ?? 0, "") : cut;
  };
  const pen: Pen = { plan, fit, ...options };
  const heading = headingLines(headers, pen);
  if (height === undefined) return { heading, body: bodyLines(rows, pen) };
  const room = Math.max(0, height - heading.length);
  return { heading: heading.slice(0, Math.max(0, height)), body: bodyOfHeight(rows, room, pen) };
}

/** What draws the lines of one table. */
interface Pen {
  readonly plan: TablePlan;
  readonly fit: (this: void, line: string) => string;
  readonly lineColour?: string;
  readonly headingColour?: string;
}

function headingLines(headers: readonly string[], pen: Pen): readonly string[] {
  const { plan, headingColour = "" } = pen;
  const above = levelLines(plan.border.top, pen);
  if (headers.length === 0) return above;
  const laid = layRow(headers, plan, "heading");
  const painted = {
    ...laid,
    cells: laid.cells.map((lines) => lines.map((line) => paint(line, headingColour))),
  };
  const lines = drawRow(painted, laid.height, pen);
  const below = levelLines(plan.border.underHeadings, pen);
  return [...above, ...(below.length === 0 ? lines.map(underlined) : lines), ...below];
}

function* bodyLines(rows: readonly (readonly string[])[], pen: Pen): Generator<string, void> {
  const { plan } = pen;
  const rule = levelLines(plan.border.betweenRows, pen);
  for (const [index, row] of rows.entries()) {
    if (index > 0) yield* rule;
    const laid = layRow(row, plan, "cells");
    yield* drawRow(laid, laid.height, pen);
  }
  yield* levelLines(plan.border.bottom, pen);
}

/** All rows in so many lines; with more than the borders need, each row has at least one. */
function bodyOfHeight(rows: readonly (readonly string[])[], height: number, pen: Pen): readonly string[] {
  const { plan } = pen;
  const rule = levelLines(plan.border.betweenRows, pen);
  const bottom = levelLines(plan.border.bottom, pen);
  const laid = rows.map((row) => layRow(row, plan, "cells"));
  const shares = { sizes: laid.map((row) => row.height), locked: new Set<number>() };
  const room = height - bottom.length - rule.length * Math.max(0, rows.length - 1);
  shrink(shares, room, 1);
  grow(shares, room);
  const lines = laid.flatMap((row, at) => [
    ...(at > 0 ? rule : []),
    ...drawRow(row, shares.sizes[at] ?? 1, pen),
  ]);
  const kept = lines.slice(0, Math.max(0, height - bottom.length));
  const empty = drawRow(layRow([], plan, "cells"), 1, pen);
  while (kept.length < height - bottom.length) kept.push(...empty);
  return [...kept, ...bottom].slice(0, height);
}

/** A row whose cells know their lines, but not how high the row gets. */
interface LaidRow {
  readonly cells: readonly (readonly string[])[];
  readonly looks: readonly CellLook[];
  readonly height: number;
}

/** A row takes as many lines as its highest cell. */
function layRow(row: readonly string[], { columns }: TablePlan, part: "cells" | "heading"): LaidRow {
  const looks = columns.map((column) => column[part]);
  const cells = columns.map((column, at) => cellLines(row[at] ?? "", column.width, column[part]));
  const heights = cells.map(({ length }, at) => {
    const { padTop = 0, padBottom = 0, height = 1 } = looks[at] ?? {};
    return padTop + Math.max(height, length) + padBottom;
  });
  return { cells, looks, height: Math.max(1, ...heights) };
}

function drawRow({ cells, looks }: LaidRow, height: number, { plan, fit, lineColour = "" }: Pen): string[] {
  const boxes = cells.map((lines, at) => {
    const look = looks[at];
    const width = plan.columns[at]?.width ?? 0;
    if (look === undefined) return [];
    const cut = cutLines(lines, Math.max(1, height - look.padTop - look.padBottom), width, look.cropString);
    return boxed(cut, width, height, look);
  });
  const { left, between, right } = plan.border;
  const [first, inner, last] = [
    paint(left, lineColour),
    paint(between, lineColour),
    paint(right, lineColour),
  ];
  return Array.from({ length: height }, (_, at) =>
    fit(first + boxes.map((box) => box[at] ?? "").join(inner) + last),
  );
}

function levelLines(lines: readonly LevelLine[], { plan, fit, lineColour = "" }: Pen): readonly string[] {
  return lines.map((line) => fit(paint(drawLevel(line, plan.widths), lineColour)));
}

function paint(text: string, code: string): string {
  return code === "" || text === "" ? text : `${code}${text}|n`;
}

function underlined(line: string): string {
  return writeMarkup(parseMarkup(line).map((run) => ({ ...run, style: { ...run.style, underline: true } })));
}

function turned(columns: readonly (readonly string[])[]): string[][] {
  const height = columns.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: height }, (_, row) => columns.map((column) => column[row] ?? ""));
}

/** A list with one more at a place; what is missing before the place is filled. */
function inserted<Item>(list: readonly Item[], at: number, item: Item, filler: Item): Item[] {
  const before = Array.from({ length: at }, (_, each) => list[each] ?? filler);
  return [...before, item, ...list.slice(at)];
}
