import { parseMarkup, plainWords } from "./parse-markup.ts";

/**
 * Makes text that somebody typed into markup that shows exactly that text, wherever it is put together with other
 * markup.
 *
 * @example
 * room.msgContents(`${escapeMarkup(name)} waves.`)
 */
export function escapeMarkup(text: string): string {
  // Even a single brace is doubled: the next piece might begin with another one.
  const barred = text.includes("|") ? text.replaceAll("|", "||") : text;
  return barred.includes("{") ? barred.replaceAll("{", "{{") : barred;
}

/** The words of a marked-up text, without colours; links become their labels. */
export function stripMarkup(source: string): string {
  const plain = plainWords(source);
  if (plain !== null) return plain;
  let words = "";
  for (const { text } of parseMarkup(source)) words += text;
  return words;
}
