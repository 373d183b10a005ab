import { stripMarkup } from "../markup/plain-text.ts";
import { isPlural } from "./pluralise.ts";

/**
 * A noun with its article: "a", "an", or "some" where there are several anyway. One that brings an article along
 * keeps it.
 *
 * @example
 * withArticle("hour") // "an hour"
 * withArticle("leather boots") // "some leather boots"
 */
export function withArticle(noun: string): string {
  const words = stripMarkup(noun).replace(/^[^\p{L}\p{N}]+/u, "");
  if (/^(?:an?|the|some)\s+\S/i.test(words)) return noun;
  if (isPlural(words)) return `some ${noun}`;
  return `${beginsWithVowel(words) ? "an" : "a"} ${noun}`;
}

/** To the ear: "hour" does, "unicorn" does not. */
function beginsWithVowel(words: string): boolean {
  const [first = ""] = /^[\p{L}\p{N}'’]+/u.exec(words) ?? [];
  if (/^\d/.test(first)) return /^(?:8|1[18](?:\d{3})*(?!\d))/.test(first);
  if (isSpelledOut(first)) return /^[AEFHILMNORSX]/.test(first);
  return (
    /^(?:[aeiouàáâäåæèéêëìíîïòóôöøùúûü]|h(?:our|onest|onou?r|eir))/i.test(words) &&
    !soundsLikeConsonant(words)
  );
}

/** Abbreviations that are read letter by letter, and single letters: an NPC, an X, a U-turn. */
function isSpelledOut(word: string): boolean {
  return /^\p{Lu}$/u.test(word) || (word.length > 1 && /^[B-DF-HJ-NP-TV-XZ]+$/.test(word)) || word === "UFO";
}

/** Begins with a vowel to the eye, but with "you" or "one" to the ear. */
function soundsLikeConsonant(words: string): boolean {
  return /^(?:e(?:u|we)|one(?![a-z])|oneself|once(?![a-z])|ouija|u(?:b[iy]|k|r[aeio]|s[aeu]|t[eio]|ni[cfloqpstvx])|ufo)/i.test(
    words,
  );
}
