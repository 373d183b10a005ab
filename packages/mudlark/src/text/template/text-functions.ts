import { numberWord } from "../grammar/number-word.ts";
import { pluralise } from "../grammar/pluralise.ts";
import { withArticle } from "../grammar/with-article.ts";
import { crop } from "../layout/crop.ts";
import { displayWidth } from "../layout/display-width.ts";
import { justify, type Justification } from "../layout/justify.ts";
import { pad, type Alignment } from "../layout/pad.ts";
import { wrap } from "../layout/wrap.ts";
import { escapeMarkup } from "../markup/plain-text.ts";
import type { TemplateCall } from "./template-function.ts";

/** A function that depends on nothing but its arguments. */
export type TextFunction = (call: TemplateCall) => string | undefined;

/** No line of any client is wider; more would only fill memory. */
const widest = 1000;

const usualWidth = 78;

/** Functions that give text another shape (`world.md` §11.2): `$pad(north, 10, c)`, `$an(hour)`. */
export const textFunctions: ReadonlyMap<string, TextFunction> = new Map<string, TextFunction>([
  ["pad", padded],
  ["crop", cropped],
  ["just", justified],
  ["justify", justified],
  ["ljust", justifiedTo("left")],
  ["rjust", justifiedTo("right")],
  ["cjust", justifiedTo("centre")],
  ["justify_left", justifiedTo("left")],
  ["justify_right", justifiedTo("right")],
  ["justify_center", justifiedTo("centre")],
  ["space", ({ args: [count = "1"] }) => " ".repeat(columns(count, 1))],
  ["clr", coloured],
  ["pluralize", pluralized],
  ["int2str", inWords],
  ["an", ({ args: [noun] }) => (noun === undefined ? undefined : withArticle(noun))],
]);

/** `$pad(text[, width[, l|c|r[, fill]]])` */
function padded({ args, named }: TemplateCall): string | undefined {
  const [text, width = named.get("width"), align = named.get("align"), fill = named.get("fillchar") ?? " "] =
    args;
  if (text === undefined) return undefined;
  const [sign = " "] = fill;
  const filler = displayWidth(escapeMarkup(sign)) === 1 ? escapeMarkup(sign) : " ";
  return pad(text, columns(width, usualWidth), alignment(align, "centre"), filler);
}

/** `$crop(text[, width[, suffix]])` */
function cropped({ args, named }: TemplateCall): string | undefined {
  const [text, width = named.get("width"), suffix = named.get("suffix")] = args;
  return text === undefined ? undefined : crop(text, columns(width, usualWidth), suffix);
}

/** `$just(text[, width[, l|c|r|f[, indent]]])`; `f` reaches both margins. */
function justified(call: TemplateCall): string | undefined {
  const { args, named } = call;
  const [text, width = named.get("width"), align = named.get("align"), indent = named.get("indent")] = args;
  if (text === undefined) return undefined;
  const how = /^\s*f/iu.test(align ?? "") ? "full" : alignment(align, "left");
  return indented(text, columns(width, usualWidth), how, columns(indent, 0));
}

function justifiedTo(align: Alignment): TextFunction {
  return ({ args, named }) => {
    const [text, width = named.get("width"), indent = named.get("indent")] = args;
    if (text === undefined) return undefined;
    return indented(text, columns(width, usualWidth), align, columns(indent, 0));
  };
}

function indented(text: string, width: number, how: Justification, indent: number): string {
  const margin = " ".repeat(indent);
  const room = Math.max(2, width - indent);
  const laid = how === "full" ? justify(text, room, how) : pad(wrap(text, room), room, how);
  const lines = laid.split("\n");
  return lines.map((line) => margin + line).join("\n");
}

/** `$clr(colour, text[, what follows])`; the colour with or without its bar. */
function coloured({ args: [colour, text, end = "n"] }: TemplateCall): string | undefined {
  if (colour === undefined || text === undefined) return undefined;
  const code = (sign: string): string => `|${sign.replace(/^\|/, "")}`;
  return `${code(colour)}${text}${code(end)}`;
}

/** `$pluralize(noun, count[, plural])` */
function pluralized({ args: [noun, count = "2", plural] }: TemplateCall): string | undefined {
  if (noun === undefined || !Number.isFinite(Number(count))) return undefined;
  return Math.abs(Number(count)) === 1 ? noun : (plural ?? pluralise(noun));
}

/** `$int2str(count)`; words up to twelve. */
function inWords({ args: [count] }: TemplateCall): string | undefined {
  const number = Number(count);
  return count === undefined || !Number.isInteger(number) ? undefined : numberWord(number);
}

function columns(width: string | undefined, otherwise: number): number {
  const number = Number(width ?? otherwise);
  return Number.isFinite(number) ? Math.max(0, Math.min(Math.floor(number), widest)) : otherwise;
}

function alignment(word: string | undefined, otherwise: Alignment): Alignment {
  return alignments.get(word?.trim().charAt(0).toLowerCase() ?? "") ?? otherwise;
}

const alignments: ReadonlyMap<string, Alignment> = new Map([
  ["l", "left"],
  ["r", "right"],
  ["c", "centre"],
]);
