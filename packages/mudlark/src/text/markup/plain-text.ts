import { parseMarkup } from "./parse-markup.ts";

/**
 * Makes text that somebody typed into markup that shows exactly that text.
 *
 * @example
 * room.msgContents(`${escapeMarkup(name)} waves.`)
 */
export function escapeMarkup(text: string): string {
  return text.includes("|") || text.includes("{{")
    ? text.replaceAll("|", "||").replaceAll("{{", "{{{{")
    : text;
}

/** The words of a marked-up text, without colours; links become their labels. */
export function stripMarkup(source: string): string {
  return parseMarkup(source)
    .map((run) => run.text)
    .join("");
}
