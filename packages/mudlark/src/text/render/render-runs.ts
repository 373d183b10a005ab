import type { JsonObject, JsonValue } from "../../base/json.ts";
import { parseMarkup } from "../markup/parse-markup.ts";
import { plainStyle, type Colour, type Run } from "../markup/style.ts";

/**
 * Markup as plain data for our own clients (`v1.mudlark`): a list of texts, and of objects for what has a style or a
 * link. A client builds elements from it and never parses anything.
 *
 * @example
 * renderRuns("a |rred|n word") // ["a ", { text: "red", fg: 1, bright: true }, " word"]
 */
export function renderRuns(source: string): readonly JsonValue[] {
  return parseMarkup(source).map(runData);
}

function runData({ text, style, link }: Run): JsonValue {
  if (style === plainStyle && link === null) return text;
  const data: Record<string, JsonValue> = { text };
  if (style.foreground !== null) data.fg = colourData(style.foreground);
  if (style.background !== null) data.bg = colourData(style.background);
  for (const name of ["bright", "underline", "italic", "strike", "inverse", "blink"] as const) {
    if (style[name]) data[name] = true;
  }
  if (link !== null) data.link = { kind: link.kind, target: link.target } satisfies JsonObject;
  return data;
}

/** A number from 0 to 255, or `#rrggbb`. */
function colourData(colour: Colour): JsonValue {
  if (colour.kind !== "rgb")
    return colour.kind === "basic" && colour.bright ? colour.index + 8 : colour.index;
  const hex = (value: number): string => value.toString(16).padStart(2, "0");
  return `#${hex(colour.red)}${hex(colour.green)}${hex(colour.blue)}`;
}
