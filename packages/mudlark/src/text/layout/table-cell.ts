import { writeMarkup } from "../markup/write-markup.ts";
import { cellsOf, fitting, linesOf, widthOf, type Cell } from "./cell.ts";
import { displayWidth } from "./display-width.ts";
import { justify } from "./justify.ts";
import { mapLines } from "./map-lines.ts";
import { padLine } from "./pad.ts";
import { signs } from "./table-border.ts";
import type { CellOptions } from "./table-options.ts";
import { wrappedLines } from "./wrap.ts";

/** How the cells of one column look, with nothing left to defaults. */
export type CellLook = Required<Omit<CellOptions, "padWidth">>;

/** The look of cells, without what says how wide their padding is. */
export function cellLook(options: CellOptions): CellLook {
  const { align = "left", valign = "top", padTop = 0, padBottom = 0, height = 1 } = options;
  const { padLeft = 0, padRight = 0, fill = " ", hPadChar = " ", vPadChar = " " } = options;
  const { enforceSize = false, cropString = "[...]", trimHorizontal = false } = options;
  return {
    align,
    valign,
    padLeft,
    padRight,
    padTop,
    padBottom,
    fill: signs(fill, 1),
    hPadChar: signs(hPadChar, 1),
    vPadChar: signs(vPadChar, 1),
    height,
    enforceSize,
    cropString,
    trimHorizontal,
  };
}

/** The text of a cell in lines of at most a width; with the padding above and below still missing. */
export function cellLines(text: string, width: number, look: CellLook): readonly string[] {
  const lines = brokenLines(look.trimHorizontal ? mapLines(text, (line) => line.trim()) : text, width, look);
  return look.enforceSize ? cutLines(lines, look.height, width, look.cropString) : lines;
}

/** As many lines as there may be; the last of them tells that more was there. */
export function cutLines(
  lines: readonly string[],
  most: number,
  width: number,
  cropString: string,
): readonly string[] {
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, Math.max(0, most));
  const last = kept.pop();
  if (last === undefined) return kept;
  const room = width - displayWidth(cropString);
  if (room < 0) return [...kept, last];
  return [...kept, writeMarkup(fitting(cellsOf(last), room)) + cropString];
}

/** Puts the lines of a cell into a box: padding and what is left of its room are filled. */
export function boxed(lines: readonly string[], width: number, height: number, look: CellLook): string[] {
  const { align, valign, padTop, padBottom, padLeft, padRight, fill, hPadChar, vPadChar } = look;
  const side = align === "right" || align === "centre" ? align : "left";
  const [left, right] = [hPadChar.repeat(padLeft), hPadChar.repeat(padRight)];
  const row = (text: string): string => left + padLine(text, width, side, fill) + right;
  const outside = vPadChar.repeat(padLeft + width + padRight);
  const spare = Math.max(0, height - padTop - padBottom - lines.length);
  const above = valign === "top" ? 0 : valign === "bottom" ? spare : Math.floor(spare / 2);
  const empty = row("");
  return [
    ...Array<string>(padTop).fill(outside),
    ...Array<string>(above).fill(empty),
    ...lines.map(row),
    ...Array<string>(spare - above).fill(empty),
    ...Array<string>(padBottom).fill(outside),
  ].slice(0, height);
}

function brokenLines(text: string, width: number, { align }: CellLook): readonly string[] {
  if (align === "full") return justify(text, width, "full").split("\n");
  return align === "asIs" ? choppedLines(text, width) : wrappedLines(text, width);
}

/** Breaks lines wherever they are too long, and drops nothing. */
function choppedLines(text: string, width: number): string[] {
  return linesOf(cellsOf(text)).flatMap((line) => {
    const pieces: string[] = [];
    let rest: readonly Cell[] = line;
    while (widthOf(rest) > width) {
      const piece = rest.slice(0, Math.max(1, fitting(rest, width).length));
      pieces.push(writeMarkup(piece));
      rest = rest.slice(piece.length);
    }
    return [...pieces, writeMarkup(rest)];
  });
}
