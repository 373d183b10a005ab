import { displayWidth } from "../../text/layout/display-width.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";

/** An option as it is shown. */
export interface ShownOption {
  readonly key: string;
  readonly desc: string;
}

/** How the parts of a menu look; each gets and gives markup. */
export interface MenuFormat {
  text(text: string): string;
  help(help: string): string;
  options(options: readonly ShownOption[], width: number): string;
  /** Puts a page together. */
  page(text: string, options: string): string;
  /** Said at the end; "" for nothing. */
  goodbye(): string;
}

/** Rows that a list of options has before it gets a second column. */
const rowsOfColumn = 4;
const gap = 3;

export const plainFormat: MenuFormat = {
  text: (text) => text,
  help: (help) => help,
  options: inColumns,
  page: (text, options) => [text, options].filter((part) => part !== "").join("\n\n"),
  goodbye: () => "",
};

/** One option to a line, for those who hear it. */
export function spokenOptions(options: readonly ShownOption[]): string {
  return options.map(optionLine).join("\n");
}

/** In as many columns as the width has room for, each of them four rows high at least. */
function inColumns(options: readonly ShownOption[], width: number): string {
  const cells = options.map((option) => ({
    text: clickable(option),
    width: displayWidth(optionLine(option)),
  }));
  const widest = Math.max(0, ...cells.map((cell) => cell.width)) + gap;
  const room = Math.max(1, Math.floor((width + gap) / widest));
  const columns = Math.min(room, Math.ceil(cells.length / rowsOfColumn));
  const height = Math.ceil(cells.length / columns);
  return Array.from({ length: Number.isFinite(height) ? height : 0 }, (_, row) => {
    const line = cells.filter((_cell, at) => at % height === row);
    return line
      .map(({ text, width: used }, at) => (at === line.length - 1 ? text : text + " ".repeat(widest - used)))
      .join("");
  }).join("\n");
}

function optionLine({ key, desc }: ShownOption): string {
  return desc === "" ? escapeMarkup(key) : `${escapeMarkup(key)}: ${desc}`;
}

function clickable({ key, desc }: ShownOption): string {
  const shown = `|w${escapeMarkup(key)}|n`;
  const link = /[|]/u.test(key) ? shown : `|lc${escapeMarkup(key)}|lt${shown}|le`;
  return desc === "" ? link : `${link}: ${desc}`;
}
