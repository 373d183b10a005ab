import { RE2JS } from "re2js";
import { MudlarkError, messageOf } from "../../base/errors.ts";

export interface NickRuleOptions {
  /** Is the pattern a regular expression with groups named `arg1`, `arg2` …? Default false. */
  readonly isRegex?: boolean;
}

const longestPattern = 255;
const longestReplacement = 2_000;
/** What a line may grow to by captured text that is put in again and again. */
const longestResult = 10_000;

/** Steps of the engine for one letter of a text: what a person writes has a few dozen. */
const mostSteps = 1_000;

const marker = /\$([1-9]\d?)/gu;

/**
 * What a nick does with a text: it either is the pattern as a whole, and becomes the replacement, or stays as it is.
 *
 * Patterns come from players. They are matched by an engine whose time grows with the length of the text and never
 * more, so no pattern can hold up the world.
 */
export class NickRule {
  readonly #alternatives: readonly RE2JS[];
  readonly #replacement: string;
  /** The folded letter with which every text begins that it matches; null when it may be any. */
  readonly #beginning: string | null;
  readonly #steps: number;

  /** @throws MudlarkError NICK_INVALID, with words for whoever typed it */
  constructor(typed: string, replacement: string, { isRegex = false }: NickRuleOptions = {}) {
    checkLength("pattern", typed, longestPattern);
    const pattern = typed.normalize("NFC");
    checkLength("replacement", replacement, longestReplacement);
    const sources = isRegex ? alternativesIn(pattern) : [regexOf(pattern)];
    this.#alternatives = sources.map(compile);
    this.#replacement = replacement;
    this.#beginning = isRegex || /^\s*(?:[$*?[]|$)/u.test(pattern) ? null : firstLetter(pattern.trim());
    this.#steps = this.#alternatives.reduce((steps, one) => steps + one.programSize(), 0);
    if (this.#steps > mostSteps) throw invalid("The pattern is too complicated. Leave out some repetitions.");
    this.#checkMarkers();
  }

  /** How many steps it takes at most to try a text. Next to none when the first letter is another one. */
  cost(text: string): number {
    return this.#mayBe(text.normalize("NFC")) ? this.#steps * text.length : 0;
  }

  /** The replacement with what the markers caught; null when the text is not the pattern. */
  apply(typed: string): string | null {
    // A letter with its accent may come as one sign or as two.
    const text = typed.normalize("NFC");
    if (!this.#mayBe(text)) return null;
    for (const alternative of this.#alternatives) {
      const matcher = alternative.matcher(text);
      if (!matcher.matches()) continue;
      const groups = alternative.namedGroups();
      const caught = (number: string): string =>
        `arg${number}` in groups ? (matcher.group(`arg${number}`) ?? "") : "";
      return this.#replacement.replace(marker, (_, number: string) => caught(number)).slice(0, longestResult);
    }
    return null;
  }

  #mayBe(text: string): boolean {
    return this.#beginning === null || this.#beginning === firstLetter(text);
  }

  /** What is caught must be used, and what is used must be caught. */
  #checkMarkers(): void {
    const caught = new Set(
      this.#alternatives.flatMap((one) =>
        Object.keys(one.namedGroups()).map((group) => `$${group.replace(/^arg/u, "")}`),
      ),
    );
    const used = new Set(this.#replacement.match(marker) ?? []);
    const odd = [...caught.symmetricDifference(used)].sort();
    if (odd.length === 0) return;
    throw invalid(
      `Pattern and replacement must have the same markers; ${odd.join(", ")} ` +
        `${odd.length === 1 ? "is" : "are"} only in one of them.`,
    );
  }
}

function firstLetter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0)
    .toUpperCase()
    .toLowerCase();
}

/** `$1` catches, `*`, `?` and `[…]` are as in file names, a space is any white space; all else is itself. */
function regexOf(pattern: string): string {
  const seen = new Set<string>();
  return pattern
    .trim()
    .replace(/\$([1-9]\d?)|\[(!?)([^\]]+)\]|(\s+)|([\s\S])/gu, (_, number, not, letters, space, letter) => {
      if (number !== undefined) {
        if (seen.has(number)) throw invalid(`The marker $${number} stands twice in the pattern.`);
        seen.add(number);
        return `(?P<arg${number}>.+?)`;
      }
      if (letters !== undefined) return `[${not === "!" ? "^" : ""}${quoteInClass(letters)}]`;
      if (space !== undefined) return String.raw`\s+`;
      if (letter === "*") return ".*";
      return letter === "?" ? "." : RE2JS.quote(letter);
    });
}

/** Letters and ranges of them such as `a-z`; nothing else in it means anything. */
function quoteInClass(letters: string): string {
  return letters.replace(/[\\^[\]&~]/gu, String.raw`\$&`);
}

/** Splits at each `|` that is neither escaped nor inside of anything. */
function alternativesIn(pattern: string): string[] {
  const alternatives = [""];
  let depth = 0;
  let inClass = false;
  for (const [part] of pattern.matchAll(/\\[\s\S]|[\s\S]/gu)) {
    if (part === "[") inClass = true;
    else if (part === "]") inClass = false;
    else if (!inClass && part === "(") depth++;
    else if (!inClass && part === ")") depth--;
    if (part === "|" && depth === 0 && !inClass) alternatives.push("");
    else alternatives[alternatives.length - 1] += part;
  }
  return alternatives;
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(String.raw`(?:${source})[\r\n]*`, RE2JS.CASE_INSENSITIVE | RE2JS.DOTALL);
  } catch (error) {
    throw invalid(`That is no pattern: ${messageOf(error)}.`);
  }
}

function checkLength(what: string, text: string, most: number): void {
  if (text.trim() === "") throw invalid(`The ${what} is empty.`);
  if (text.length > most) throw invalid(`The ${what} is longer than ${most} letters.`);
}

function invalid(message: string): MudlarkError {
  return new MudlarkError("NICK_INVALID", message);
}
