import { escapeMarkup, stripMarkup } from "../markup/plain-text.ts";
import { crop } from "./crop.ts";
import { readFormTemplate, type FormArea, type FormPiece, type FormTemplate } from "./form-template.ts";
import { padLine } from "./pad.ts";
import { spokenTable } from "./spoken-table.ts";
import { Table, table } from "./table.ts";
import type { TableOptions } from "./table-options.ts";
import { wrappedLines } from "./wrap.ts";

export interface FormValues {
  /** Marked-up text by the id of its place; it wraps there, and what does not fit is cut. */
  readonly cells?: Readonly<Record<string, string>>;
  /** Tables by the id of their place; they get as narrow as it is. */
  readonly tables?: Readonly<Record<string, FormTable | Table>>;
  /** Words of the template that stand for marked-up text. */
  readonly literals?: Readonly<Record<string, string>>;
}

/** A table in a form. It has no border of its own unless one is asked for. */
export interface FormTable extends Omit<TableOptions, "width" | "maxWidth"> {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A form that was filled in. It never changes: {@link map} gives another. */
export interface Form {
  /** As it is shown: marked-up text. */
  readonly text: string;
  /** As it is read aloud: what stands before each place, and all that is in it. Send it along as the `alt`. */
  readonly spoken: string;
  /** The same form with more filled in, or anew. Ids that the form does not have are ignored. */
  map(values: FormValues): Form;
}

/**
 * A text with places to fill in (`commands.md` §14). The template is plain text: rectangles of `x` with a number or
 * letter among them take text, rectangles of `c` take a table, and `{id:width}` takes a line of text.
 *
 * @throws TypeError when a place has two ids, or is no rectangle
 * @example
 * const sheet = form("Name: xxxxx1xxxxx  Age: {age:3}", { cells: { 1: "Ann", age: "20" } });
 * ctx.msg({ text: sheet.text, options: { alt: sheet.spoken } });
 */
export function form(template: string, values: FormValues = {}): Form {
  return filled(readFormTemplate(template), values);
}

function filled(template: FormTemplate, values: FormValues): Form {
  return {
    get text() {
      return shown(template, values);
    },
    get spoken() {
      return spoken(template, values);
    },
    map: ({ cells, tables, literals }) =>
      filled(template, {
        cells: { ...values.cells, ...cells },
        tables: { ...values.tables, ...tables },
        literals: { ...values.literals, ...literals },
      }),
  };
}

function shown({ areas, lines }: FormTemplate, values: FormValues): string {
  const contents = new Map(areas.map((area) => [area, areaLines(area, values)]));
  const literal = literalWith(values.literals ?? {});
  const show = (piece: FormPiece): string => {
    if (typeof piece === "string") return literal(piece);
    const { area, line } = piece;
    return padLine(crop(contents.get(area)?.[line] ?? "", area.width, ""), area.width);
  };
  return lines.map((pieces) => pieces.map(show).join("").trimEnd()).join("\n");
}

function areaLines(area: FormArea, values: FormValues): readonly string[] {
  if (area.kind === "cell") return wrappedLines(values.cells?.[area.id] ?? "", area.width);
  const given = values.tables?.[area.id];
  if (given === undefined) return [];
  if (given instanceof Table) return [...given.lines({ width: area.width })];
  const { headers, rows, ...options } = given;
  return table(headers, rows, { border: "none", ...options, width: area.width }).split("\n");
}

/** Frames and leaders are for the eye; a place is read whole where it begins. */
function spoken({ lines }: FormTemplate, values: FormValues): string {
  const literal = literalWith(values.literals ?? {});
  const say = (piece: FormPiece): string => {
    if (typeof piece === "string") return stripMarkup(literal(piece)).replaceAll(frames, " ");
    return piece.line === 0 ? ` ${areaSpoken(piece.area, values)} ` : " ";
  };
  return lines
    .map((pieces) =>
      pieces
        .map(say)
        .join("")
        .replaceAll(/[ \t]+/g, " ")
        .trim(),
    )
    .filter((line) => line !== "")
    .join("\n");
}

const frames = /[|+]|[-=~_.*#]{2,}|[─-╿]+/gu;

function areaSpoken(area: FormArea, values: FormValues): string {
  if (area.kind === "cell")
    return stripMarkup(values.cells?.[area.id] ?? "")
      .replaceAll(/\s+/g, " ")
      .trim();
  const given = values.tables?.[area.id];
  if (given === undefined) return "";
  return stripMarkup(given instanceof Table ? given.spoken : spokenTable(given.headers, given.rows));
}

function literalWith(literals: Readonly<Record<string, string>>): (text: string) => string {
  const names = Object.keys(literals).filter((name) => name !== "");
  return (text) => {
    let rest = text;
    let result = "";
    while (rest !== "") {
      const found = names
        .map((name) => ({ name, at: rest.indexOf(name) }))
        .filter(({ at }) => at !== -1)
        .sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0];
      if (found === undefined) return result + escapeMarkup(rest);
      result += escapeMarkup(rest.slice(0, found.at)) + (literals[found.name] ?? "");
      rest = rest.slice(found.at + found.name.length);
    }
    return result;
  };
}
