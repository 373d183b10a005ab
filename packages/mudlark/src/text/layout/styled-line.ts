import { parseMarkup } from "../markup/parse-markup.ts";
import { escapeMarkup } from "../markup/plain-text.ts";
import { plainStyle, type Colour, type Link, type Style } from "../markup/style.ts";
import { graphemes, plainWidth } from "./display-width.ts";

/** One letter as it stands on the screen. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly style: Style;
  readonly link: Link | null;
}

/** A marked-up text as letters with their styles, so that it can be cut anywhere without cutting a code. */
export function cellsOf(source: string): Cell[] {
  return parseMarkup(source).flatMap(({ text, style, link }) =>
    graphemes(text).map((letter) => ({ text: letter, width: plainWidth(letter), style, link })),
  );
}

export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** Back to markup; colours and links are closed at the end. */
export function markupOf(cells: readonly Cell[]): string {
  let out = "";
  let style = plainStyle;
  let link: Link | null = null;
  for (const cell of cells) {
    if (cell.link !== link) {
      if (link !== null) out += "|le";
      if (cell.link !== null) out += `|l${cell.link.kind === "command" ? "c" : "u"}${cell.link.target}|lt`;
      link = cell.link;
    }
    if (cell.style !== style) {
      out += codesOf(cell.style);
      style = cell.style;
    }
    out += escapeMarkup(cell.text);
  }
  return out + (style === plainStyle ? "" : "|n") + (link === null ? "" : "|le");
}

function codesOf(style: Style): string {
  const letters = "xrgybmcw";
  let out = "|n";
  if (style.bright) out += "|h";
  if (style.foreground !== null)
    out += colourCode(style.foreground, (index) => `|!${letters[index]?.toUpperCase()}`);
  if (style.background !== null) {
    const { background } = style;
    out += colourCode(
      background,
      (index, bright) => `|[${bright ? letters[index] : letters[index]?.toUpperCase()}`,
      "[",
    );
  }
  if (style.underline) out += "|u";
  if (style.italic) out += "|i";
  if (style.strike) out += "|s";
  if (style.inverse) out += "|*";
  if (style.blink) out += "|^";
  return out;
}

function colourCode(colour: Colour, basic: (index: number, bright: boolean) => string, prefix = ""): string {
  if (colour.kind === "basic") return basic(colour.index, colour.bright);
  if (colour.kind === "rgb") {
    const hex = (value: number): string => value.toString(16).padStart(2, "0");
    return `|${prefix}#${hex(colour.red)}${hex(colour.green)}${hex(colour.blue)}`;
  }
  if (colour.index >= 232) return `|${prefix}=${String.fromCharCode("b".charCodeAt(0) + colour.index - 232)}`;
  const cube = colour.index - 16;
  return `|${prefix}${Math.floor(cube / 36)}${Math.floor(cube / 6) % 6}${cube % 6}`;
}
