import { displayWidth } from "./display-width.ts";
import { escapeMarkup } from "../markup/plain-text.ts";

/** A rectangle of a form that takes text or a table. */
export interface FormArea {
  readonly id: string;
  readonly kind: "cell" | "table";
  readonly width: number;
  readonly height: number;
}

/** One piece of a line: words of the form itself, or a line of an area. */
export type FormPiece = string | { readonly area: FormArea; readonly line: number };

export interface FormTemplate {
  readonly lines: readonly (readonly FormPiece[])[];
  readonly areas: readonly FormArea[];
}

/** A row of signs that may be a line of an area. */
interface Stretch {
  readonly kind: FormArea["kind"];
  readonly id: string | null;
  /** Where it stands in its line, in signs. */
  readonly at: number;
  readonly length: number;
  readonly row: number;
  /** Where it stands on the screen. */
  readonly column: number;
  readonly width: number;
}

const asciiStretch =
  /(?<![\p{L}\p{N}])(?:x+(?:\d{1,2}|[A-Za-wyz])?x*|c+(?:\d{1,2}|[A-Zabd-z])?c*)(?![\p{L}\p{N}])/gu;
const braceStretch = /\{([\p{L}\p{N}_-]+):(\d{1,3})\}/gu;

/**
 * Reads the places of a form (`commands.md` §14): rectangles of `x` with a number or letter among them take text, those
 * of `c` a table, and `{id:width}` takes a line of text.
 *
 * @throws TypeError when a rectangle has two ids, or is none
 */
export function readFormTemplate(template: string): FormTemplate {
  const rows = template.replaceAll("\r\n", "\n").split("\n");
  const stretches = rows.flatMap(stretchesOf);
  const owner = new Map<Stretch, { readonly area: FormArea; readonly line: number }>();
  const areas: FormArea[] = [];
  for (const stretch of stretches) {
    if (stretch.id === null || owner.has(stretch)) continue;
    const members = rectangleAround(stretch, stretches);
    if (members.some((each) => each !== stretch && each.id !== null)) {
      throw new TypeError(
        `two ids stand in one place of the form: ${members.map(({ id }) => id ?? "").join(" ")}`,
      );
    }
    const { id, kind, width } = stretch;
    const area: FormArea = { id, kind, width, height: members.length };
    areas.push(area);
    for (const [line, member] of members.entries()) owner.set(member, { area, line });
  }
  refuseRagged(stretches, owner);
  return { areas, lines: rows.map((row, index) => piecesOf(row, index, owner)) };
}

function stretchesOf(text: string, row: number): Stretch[] {
  const found = [...text.matchAll(asciiStretch)].map((match): Stretch => {
    const [signs] = match;
    const kind = signs.startsWith("x") ? "cell" : "table";
    const id = signs.replaceAll(kind === "cell" ? "x" : "c", "");
    const column = columnOf(text, match.index);
    const { length } = signs;
    return { kind, id: id === "" ? null : id, at: match.index, length, row, column, width: length };
  });
  const braced = [...text.matchAll(braceStretch)].map((match): Stretch => {
    const column = columnOf(text, match.index);
    const width = Math.max(1, Number(match[2]));
    return { kind: "cell", id: match[1] ?? "", at: match.index, length: match[0].length, row, column, width };
  });
  const outside = found.filter(
    ({ at }) => !braced.some((each) => at >= each.at && at < each.at + each.length),
  );
  return [...outside, ...braced].sort((a, b) => a.at - b.at);
}

/** Stretches of the same place and width above and below, without a gap. */
function rectangleAround(start: Stretch, stretches: readonly Stretch[]): Stretch[] {
  const isLike = (each: Stretch): boolean =>
    each.kind === start.kind &&
    each.column === start.column &&
    each.width === start.width &&
    each.length === start.length;
  const inRow = new Map(stretches.filter(isLike).map((each) => [each.row, each]));
  const members = [start];
  for (let row = start.row - 1, each = inRow.get(row); each !== undefined; each = inRow.get(--row))
    members.unshift(each);
  for (let row = start.row + 1, each = inRow.get(row); each !== undefined; each = inRow.get(++row))
    members.push(each);
  return members;
}

/** A stretch without an id that touches an area, but is no line of it, makes it something else than a rectangle. */
function refuseRagged(stretches: readonly Stretch[], owner: ReadonlyMap<Stretch, unknown>): void {
  const loose = stretches.filter((each) => !owner.has(each));
  for (const one of loose) {
    const touched = stretches.find(
      (each) =>
        owner.has(each) && each.kind === one.kind && Math.abs(each.row - one.row) === 1 && overlap(each, one),
    );
    if (touched !== undefined) throw new TypeError(`line ${one.row + 1} of the form breaks a rectangle`);
  }
}

function overlap(a: Stretch, b: Stretch): boolean {
  return a.column < b.column + b.width && b.column < a.column + a.width;
}

function piecesOf(
  text: string,
  row: number,
  owner: ReadonlyMap<Stretch, { readonly area: FormArea; readonly line: number }>,
): FormPiece[] {
  const pieces: FormPiece[] = [];
  let end = 0;
  for (const [stretch, place] of [...owner]
    .filter(([each]) => each.row === row)
    .sort(([a], [b]) => a.at - b.at)) {
    if (stretch.at > end) pieces.push(text.slice(end, stretch.at));
    pieces.push(place);
    end = stretch.at + stretch.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

function columnOf(text: string, at: number): number {
  return displayWidth(escapeMarkup(text.slice(0, at)));
}
