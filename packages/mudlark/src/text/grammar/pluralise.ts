import { hasMarkup, parseMarkup } from "../markup/parse-markup.ts";
import { stripMarkup } from "../markup/plain-text.ts";
import type { Run } from "../markup/run.ts";
import { writeMarkup } from "../markup/write-markup.ts";
import { withCaseOf } from "./letter-case.ts";
import {
  irregularEndings,
  irregularPlurals,
  regularEndings,
  singularInMen,
  unchangingNouns,
} from "./noun-forms.ts";

/**
 * The plural of a noun or of a phrase that is built around one. A phrase that is in the plural stays as it is.
 *
 * @example
 * pluralise("box of nails") // "boxes of nails"
 */
export function pluralise(phrase: string): string {
  const words = stripMarkup(phrase);
  const { start, end } = headOf(words);
  const head = words.slice(start, end);
  const plural = pluralWord(head);
  if (plural === head) return phrase;
  if (!hasMarkup(phrase)) return phrase.slice(0, start) + plural + phrase.slice(end);
  return replaceInMarkup(phrase, start, end, plural);
}

/** Does a noun, or the one that a phrase is built around, speak of several? */
export function isPlural(words: string): boolean {
  const { start, end } = headOf(words);
  return looksPlural(words.slice(start, end).toLowerCase());
}

/** Words before which the noun stands: boxes *of* nails, men *at* arms, letters *sealed with* wax. */
const joint =
  /(?<=\S)\s+(?:(?:\p{L}{3,}ed|full|made)\s+)?(?:about|against|at|between|by|called|containing|for|from|in|inside|named|of|on|over|that|to|under|which|with|without)(?!\S)/iu;
/** What may follow a name, and is no part of it. */
const remarks = /(?<=\S)(?:\s*[([{,;:].*|(?:\s+[^\p{L}\s]+)+)$/su;
const innerJoint = /^(\p{L}+)-(?:at|by|in|o|of|on|to|up)['’]?-/u;
const doer = /^(\p{L}+er)-(?:by|in|off|on|out|up)$/u;

/** Where the word is that changes. */
function headOf(words: string): { start: number; end: number } {
  const [phrase = ""] = words.split(joint, 1).map((part) => part.replace(remarks, ""));
  const last = /[\p{L}\p{M}'’-]*\p{L}\p{M}*$/u.exec(phrase)?.[0];
  if (last === undefined) return { start: phrase.length, end: phrase.length };
  const start = phrase.length - last.length;
  const first = (innerJoint.exec(last) ?? doer.exec(last))?.[1];
  if (first !== undefined) return { start, end: start + first.length };
  return { start: start + last.lastIndexOf("-") + 1, end: phrase.length };
}

function pluralWord(word: string): string {
  const folded = word.toLowerCase();
  if (word === "" || unchangingNouns.has(folded)) return word;
  const special = irregularPlurals.get(folded);
  if (special !== undefined) return withCaseOf(word, special);
  if (looksPlural(folded)) return word;
  return withEnding(word, folded) ?? (isShouted(word) ? regular(word).toUpperCase() : regular(word));
}

function withEnding(word: string, folded: string): string | null {
  if (regularEndings.has(folded)) return null;
  for (const [singular, plural] of irregularEndings) {
    if (!folded.endsWith(singular)) continue;
    const stem = word.slice(0, word.length - singular.length);
    return stem + withCaseOf(word.slice(stem.length), plural);
  }
  return null;
}

function regular(word: string): string {
  if (/sis$/i.test(word) && !/ssis$/i.test(word)) return `${word.slice(0, -2)}es`;
  if (/(?:s|x|z|ch|sh)$/i.test(word)) return `${word}es`;
  if (/(?:[^aeiou]|qu)y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

function isShouted(word: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toUpperCase();
}

const knownPlurals: ReadonlySet<string> = new Set(irregularPlurals.values());
const pluralEndings: readonly string[] = [...irregularEndings.values()];

/** Boots, gloves, scissors; but not glass, gas, iris, cactus. */
function looksPlural(folded: string): boolean {
  if (unchangingNouns.has(folded) || irregularPlurals.has(folded)) return false;
  if (knownPlurals.has(folded)) return true;
  if (/..[^aious'’]s$/.test(folded)) return true;
  return pluralEndings.some((ending) => folded.endsWith(ending)) && !singularInMen.has(folded);
}

/** Puts other words in the place of some, in the style of the first of them. */
function replaceInMarkup(source: string, start: number, end: number, words: string): string {
  const changed: Run[] = [];
  let at = 0;
  for (const run of parseMarkup(source)) {
    const from = Math.min(Math.max(start - at, 0), run.text.length);
    const to = Math.min(Math.max(end - at, 0), run.text.length);
    const isFirst = start >= at && start < at + run.text.length;
    changed.push({ ...run, text: run.text.slice(0, from) + (isFirst ? words : "") + run.text.slice(to) });
    at += run.text.length;
  }
  return writeMarkup(changed.filter((run) => run.text !== ""));
}
