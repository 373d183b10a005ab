import { editorWords as words } from "./editor-words.ts";

/** Lines from one place to before another, counted from 0. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** A mistake in what was typed behind a command of the editor; its message is for the player. */
export class EditMistake extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EditMistake";
  }
}

const pattern = /^(\d{1,7})(?::(\d{1,7}))?$/u;

export function isRange(text: string): boolean {
  return pattern.test(text);
}

/**
 * The lines that `3` or `2:5` means, in either order.
 *
 * @throws EditMistake when it is no range, or there are no such lines
 */
export function rangeIn(text: string, lineCount: number): LineRange {
  const [, first, last = first] = pattern.exec(text) ?? [];
  if (first === undefined) throw new EditMistake(words.noRange(text));
  const [from, to] = [Number(first), Number(last)].toSorted((a, b) => a - b) as [number, number];
  for (const line of [from, to]) {
    if (line < 1 || line > lineCount) throw new EditMistake(words.noLine(line, lineCount));
  }
  return { from: from - 1, to };
}

/** As `rangeIn`; without a word, what is meant then. */
export function rangeOr(text: string, lineCount: number, otherwise: "all" | "last"): LineRange {
  const typed = text.trim();
  if (typed !== "") return rangeIn(typed, lineCount);
  if (otherwise === "all") return { from: 0, to: lineCount };
  if (lineCount === 0) throw new EditMistake(words.empty());
  return { from: lineCount - 1, to: lineCount };
}

/** The lines with those of a range changed into others. */
export function changeLines(
  lines: readonly string[],
  { from, to }: LineRange,
  change: (chosen: readonly string[]) => readonly string[],
): readonly string[] {
  return [...lines.slice(0, from), ...change(lines.slice(from, to)), ...lines.slice(to)];
}

/** The words of a line: between blanks, or between quotation marks or slashes. */
export function editWords(text: string): readonly string[] {
  return text.match(/"[^"]*"|'[^']*'|\/(?:\\.|[^\\/])+\/i?|\S+/gu) ?? [];
}

/** A word without its quotation marks. */
export function unquoted(word: string): string {
  return /^(?:"[^"]*"|'[^']*')$/su.test(word) ? word.slice(1, -1) : word;
}
