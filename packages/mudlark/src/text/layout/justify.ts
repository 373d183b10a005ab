import { padLine, type Alignment } from "./pad.ts";
import { displayWidth } from "./display-width.ts";
import { mapLines } from "./map-lines.ts";
import { wrap } from "./wrap.ts";

/** How the lines of a text stand between its margins; `full` reaches both. */
export type Justification = Alignment | "full";

/**
 * Breaks a text into lines of at most a width and puts each in its place.
 *
 * @param width columns; at least 2
 * @example
 * justify("to be or not", 8, "full") // "to be or\nnot"
 */
export function justify(source: string, width: number, how: Justification): string {
  return mapLines(source, (paragraph) => {
    const lines = wrap(paragraph, width).split("\n");
    return lines.map((line, at) => justifyLine(line, width, how, at === lines.length - 1)).join("\n");
  });
}

/** The last line of a paragraph is not stretched. */
function justifyLine(line: string, width: number, how: Justification, isLast: boolean): string {
  if (how !== "full") return padLine(line, width, how).trimEnd();
  return isLast ? line : stretch(line, width);
}

/** Makes the gaps between the words of a line wider, the first ones first. */
function stretch(line: string, width: number): string {
  const [, indent = "", rest = ""] = /^( *)(.*)$/su.exec(line) ?? [];
  const words = rest.split(/ +/u).filter((word) => word !== "");
  const gaps = words.length - 1;
  if (gaps < 1) return line;
  const missing = width - displayWidth(indent + words.join(" "));
  if (missing <= 0) return line;
  const each = Math.floor(missing / gaps);
  const wider = missing % gaps;
  const gapAfter = (at: number): string => " ".repeat(at === gaps ? 0 : 1 + each + (at < wider ? 1 : 0));
  return indent + words.map((word, at) => word + gapAfter(at)).join("");
}
