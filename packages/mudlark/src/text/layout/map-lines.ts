import { writeMarkup } from "../markup/write-markup.ts";
import { cellsOf, linesOf } from "./cell.ts";

/** Puts each line of a text through a function. Each gets its own colours: none reaches over a line's end. */
export function mapLines(source: string, change: (line: string) => string): string {
  if (!source.includes("\n") && !source.includes("|/")) return change(source);
  return linesOf(cellsOf(source))
    .map((line) => change(writeMarkup(line)))
    .join("\n");
}
