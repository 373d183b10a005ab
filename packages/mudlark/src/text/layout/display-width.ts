import stringWidth from "string-width";
import { stripMarkup } from "../markup/plain-text.ts";

/** Cells that a marked-up text takes on a terminal: wide letters and emoji count two, combining marks none. */
export function displayWidth(source: string): number {
  return plainWidth(stripMarkup(source));
}

/** The same for text without markup. */
export function plainWidth(text: string): number {
  return isSimple(text) ? text.length : stringWidth(text);
}

/** What a person would call letters: clusters that must not be taken apart. */
export function graphemes(text: string): string[] {
  return isSimple(text)
    ? text.split("")
    : Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

function isSimple(text: string): boolean {
  return /^[\u0020-\u007E]*$/.test(text);
}
