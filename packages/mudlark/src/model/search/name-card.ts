import { foldName } from "../../base/fold-text.ts";
import { searchableName } from "./searchable-name.ts";
import { numberWord } from "../../text/grammar/number-word.ts";

/** How one thing may be called, ready to be compared with what somebody typed. */
export class NameCard {
  /** Key and aliases, folded. */
  readonly names: readonly string[];
  readonly #readPlural: () => string;
  #plural: string | null = null;
  #words: readonly (readonly string[])[] | null = null;

  /** @param readPlural what several of it are called, such as "boxes" */
  constructor(key: string, aliases: readonly string[], readPlural: () => string) {
    this.names = [searchableName(key), ...aliases.map(foldName)];
    this.#readPlural = readPlural;
  }

  /** Is it the key or an alias? @param text folded */
  isCalled(text: string): boolean {
    return this.names.includes(text);
  }

  /**
   * Is it the plural, or singular or plural with a quantity in front ("a box", "two boxes")? Found only here: no
   * such alias is ever stored.
   */
  isCountedAs(text: string, counted: CountedName | null): boolean {
    this.#plural ??= searchableName(this.#readPlural());
    if (text === this.#plural) return true;
    if (counted === null) return false;
    return counted.isOne ? this.names[0] === counted.name : this.#plural === counted.name;
  }

  /** Does each word begin a word of the same name, in order? `bi sw` is "Big Sword", `sw bi` is not. */
  beginsWith(words: readonly string[]): boolean {
    this.#words ??= this.names.map(wordsOf);
    return this.#words.some((name) => beginInOrder(words, name));
  }
}

/** A name with a quantity in front. */
export interface CountedName {
  readonly isOne: boolean;
  /** Folded. */
  readonly name: string;
}

const oneOf = new Set(["a", "an", "one", "1"]);
const numberWords = new Set(Array.from({ length: 11 }, (_, index) => numberWord(index + 2)));

/** Reads "two boxes" or "13 mice"; null when no quantity stands in front. @param text folded */
export function readCountedName(text: string): CountedName | null {
  const blank = text.indexOf(" ");
  if (blank === -1) return null;
  const quantity = text.slice(0, blank);
  const name = text.slice(blank + 1);
  if (oneOf.has(quantity)) return { isOne: true, name };
  return numberWords.has(quantity) || /^\d{1,9}$/.test(quantity) ? { isOne: false, name } : null;
}

/** @param text folded */
export function wordsOf(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}

function beginInOrder(words: readonly string[], name: readonly string[]): boolean {
  let place = 0;
  for (const part of name) {
    const wanted = words[place];
    if (wanted === undefined) return true;
    if (part.startsWith(wanted)) place++;
  }
  return place === words.length;
}
