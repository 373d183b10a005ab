import { displayWidth } from "../../text/layout/display-width.ts";
import { mapLines } from "../../text/layout/map-lines.ts";
import { wrappedLines } from "../../text/layout/wrap.ts";
import type { ClientSize } from "../run/client-size.ts";
import { mostLetters, type PageSource } from "./page-source.ts";

/** The pages of a text: as many lines as the client shows, counting those that it has to break. */
export class TextPages implements PageSource {
  readonly #pages: readonly string[];

  /** @param heading stands on each page */
  constructor(text: string, size: ClientSize, heading = "") {
    const rows = heading === "" ? 0 : heading.split("\n").length;
    const room = { ...size, height: Math.max(1, size.height - rows) };
    const pages = text.split("\f").flatMap((part) => pagesOf(part, room));
    this.#pages = heading === "" ? pages : pages.map((page) => `${heading}\n${page}`);
  }

  get count(): number {
    return this.#pages.length;
  }

  has(number: number): boolean {
    return number >= 0 && number < this.#pages.length;
  }

  page(number: number): string | null {
    return this.#pages[number] ?? null;
  }
}

function pagesOf(part: string, { width, height }: ClientSize): readonly string[] {
  const pages: string[][] = [[]];
  let [rows, letters] = [0, 0];
  const lines = mapLines(part, (line) => line)
    .split("\n")
    .flatMap((line) => (line.length < mostLetters ? [line] : wrappedLines(line, lineWidth(width))));
  for (const line of lines) {
    const taken = Math.max(1, Math.ceil(displayWidth(line) / Math.max(1, width)));
    const isFull = rows > 0 && (rows + taken > height || letters + line.length > mostLetters);
    if (isFull) {
      pages.push([]);
      [rows, letters] = [0, 0];
    }
    pages.at(-1)?.push(line);
    rows += taken;
    letters += line.length + 1;
  }
  return pages.map((page) => page.join("\n"));
}

/** A line that is too long for a page has to be broken here; however wide the client says it is. */
function lineWidth(width: number): number {
  return Math.min(Math.max(2, width), 1000);
}
