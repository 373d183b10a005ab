import { parseMarkup } from "../markup/parse-markup.ts";
import type { Run } from "../markup/run.ts";
import { isPrintableAscii, plainWidth, tab } from "./display-width.ts";

/** What a reader would call one letter: it is never cut in two. Its style is that of its first part. */
export interface Cell extends Run {
  /** Columns. */
  readonly width: number;
}

/** A marked-up text as letters with their styles, so that it can be cut anywhere without cutting a code. */
export function cellsOf(source: string): Cell[] {
  const runs = parseMarkup(source).map(withoutTabs);
  // Letters are found in the whole text: a code in front of a combining mark does not make it a letter.
  const text = runs.map((run) => run.text).join("");
  const cells: Cell[] = [];
  let index = 0;
  let run = runs[0];
  let end = run?.text.length ?? 0;
  let at = 0;
  for (const letter of lettersOf(text)) {
    while (at >= end && run !== undefined) {
      run = runs[++index];
      end += run?.text.length ?? 0;
    }
    if (run === undefined) break;
    cells.push({ text: letter, width: plainWidth(letter), style: run.style, link: run.link });
    at += letter.length;
  }
  return cells;
}

/** The lines of a text, without their line feeds; at least one. */
export function linesOf(cells: readonly Cell[]): Cell[][] {
  const lines: Cell[][] = [[]];
  for (const cell of cells) {
    if (cell.text === "\n") lines.push([]);
    else lines.at(-1)?.push(cell);
  }
  return lines;
}

export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** As many letters from the start as fit. */
export function fitting(cells: readonly Cell[], width: number): readonly Cell[] {
  let used = 0;
  const count = cells.findIndex((cell) => (used += cell.width) > width);
  return count === -1 ? cells : cells.slice(0, count);
}

function withoutTabs(run: Run): Run {
  return run.text.includes("\t") ? { ...run, text: run.text.replaceAll("\t", tab) } : run;
}

const segmenter = new Intl.Segmenter();

function lettersOf(text: string): Iterable<string> {
  if (isPrintableAscii(text)) return text;
  return Iterator.from(segmenter.segment(text)).map(({ segment }) => segment);
}
