import { hasMarkup, parseMarkup } from "../markup/parse-markup.ts";
import { writeMarkup } from "../markup/write-markup.ts";

/** Writes a plain word as another one is written: in capitals, with a capital, or as it is. */
export function withCaseOf(model: string, word: string): string {
  if (!/^\p{Lu}/u.test(model)) return word;
  const isShouted = /\p{Lu}.*\p{Lu}/u.test(model) && model === model.toUpperCase();
  return isShouted ? word.toUpperCase() : capitalisePlain(word);
}

/** Makes the first letter of a marked-up text a capital. */
export function capitalise(source: string): string {
  if (!hasMarkup(source)) return capitalisePlain(source);
  const [first, ...rest] = parseMarkup(source);
  return first === undefined
    ? source
    : writeMarkup([{ ...first, text: capitalisePlain(first.text) }, ...rest]);
}

/** A remark as a sentence of its own: with a capital, and a full stop unless it ends with a sign already. */
export function sentence(remark: string): string {
  const text = capitalise(remark.trim());
  return /[.!?…:][)"]?$/u.test(text) ? text : `${text}.`;
}

/** Ways to write a name, by what templates call them. */
export type LetterCase = "upper" | "lower" | "capital" | "title";

/** Changes the letters of a marked-up text, and none of its codes. */
export function inLetterCase(source: string, letterCase: LetterCase): string {
  switch (letterCase) {
    case "upper":
      return mapWords(source, (words) => words.toUpperCase());
    case "lower":
      return mapWords(source, (words) => words.toLowerCase());
    case "capital":
      return capitalise(mapWords(source, (words) => words.toLowerCase()));
    case "title":
      return mapWords(source, (words) =>
        words.toLowerCase().replaceAll(/(?<![\p{L}\p{N}'’])\p{L}/gu, toUpper),
      );
  }
}

function mapWords(source: string, change: (words: string) => string): string {
  if (!hasMarkup(source)) return change(source);
  return writeMarkup(parseMarkup(source).map((run) => ({ ...run, text: change(run.text) })));
}

function capitalisePlain(text: string): string {
  const [first = ""] = text;
  return toUpper(first) + text.slice(first.length);
}

function toUpper(letter: string): string {
  return letter.toUpperCase();
}
