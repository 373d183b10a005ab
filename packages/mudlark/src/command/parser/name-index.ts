import type { CommandDefinition } from "../declaration/definition.ts";
import type { MergedEntry } from "../sets/merge.ts";
import { Suggestibles, type SuggestibleName } from "./suggest.ts";

/** One way to type one name of one command. */
export interface IndexedName {
  readonly entry: MergedEntry;
  /** Place of the entry in the merged list. */
  readonly place: number;
  /** As written, without the ignored prefix when that was stripped. */
  readonly written: string;
  readonly folded: string;
  /** Was an ignored prefix removed from the name? */
  readonly stripped: boolean;
}

/**
 * Finds the names that a line may begin with, without looking at all of them: names that end at a word's end stand
 * under their first word, the few others (`'`, `:`) under their first letter.
 */
export class NameIndex {
  readonly #prefixes: ReadonlySet<string>;
  readonly #byWord = new Map<string, IndexedName[]>();
  readonly #byLetter = new Map<string, IndexedName[]>();
  readonly #entries: readonly MergedEntry[];
  #suggestible: Suggestibles<SuggestibleEntry> | null = null;

  readonly #abbreviations: boolean;

  /** @param abbreviations may names be cut short? */
  constructor(entries: readonly MergedEntry[], ignoredPrefixes: string, abbreviations = false) {
    this.#prefixes = new Set(ignoredPrefixes);
    this.#abbreviations = abbreviations;
    this.#entries = entries;
    for (const [place, entry] of entries.entries()) {
      if (!entry.command.isSystem) this.#addEntry(entry, place);
    }
  }

  /** How many letters of the text are a prefix that may be left out; never all of it. */
  prefixLength(text: string): number {
    let length = 0;
    while (length < text.length && this.#prefixes.has(text[length] ?? "")) length++;
    return length === text.length ? 0 : length;
  }

  /** Names under the first word of the folded text from `start` on; the caller compares the rest. */
  underWord(folded: string, start: number): readonly IndexedName[] {
    return this.#byWord.get(this.#firstWord(folded, start)) ?? none;
  }

  /** Names that anything may follow and that begin with the letter at `start`. */
  underLetter(folded: string, start: number): readonly IndexedName[] {
    return this.#byLetter.size === 0 ? none : (this.#byLetter.get(folded[start] ?? "") ?? none);
  }

  /**
   * Names that the first word of the folded text begins, from `start` on, if names may be cut short and the word has at
   * least three letters.
   */
  abbreviated(folded: string, start: number): readonly IndexedName[] {
    if (!this.#abbreviations) return none;
    const word = this.#firstWord(folded, start);
    if ([...word].length < shortestAbbreviation) return none;
    const names = [...this.#byWord.values()].flat();
    return names.filter(({ entry: { command }, folded: name }) => name.startsWith(word) && !command.hidden);
  }

  /** Every name that may be suggested to whom it is allowed, without ignored prefixes; made at the first need. */
  get suggestible(): Suggestibles<SuggestibleEntry> {
    return (this.#suggestible ??= new Suggestibles(
      this.#entries
        .filter(({ command }) => !command.isSystem && !command.hidden)
        .flatMap((entry) =>
          entry.names.map(({ written, folded }) => ({
            entry,
            written: written.slice(this.prefixLength(written)),
            folded: folded.slice(this.prefixLength(folded)),
          })),
        ),
    ));
  }

  #addEntry(entry: MergedEntry, place: number): void {
    for (const { written, folded } of entry.names) {
      this.#addName({ entry, place, written, folded, stripped: false });
      const prefix = this.prefixLength(folded);
      if (prefix === 0) continue;
      this.#addName({
        entry,
        place,
        written: written.slice(this.prefixLength(written)),
        folded: folded.slice(prefix),
        stripped: true,
      });
    }
  }

  #addName(name: IndexedName): void {
    const atWordEnd = endsAtWord(name.entry.command, name.folded);
    const [map, key] = atWordEnd
      ? [this.#byWord, this.#firstWord(name.folded, 0)]
      : [this.#byLetter, name.folded[0] ?? ""];
    const names = map.get(key);
    if (names === undefined) map.set(key, [name]);
    else names.push(name);
  }

  /** A leading run of ignored prefixes belongs to the word; it ends before white space or `/`. */
  #firstWord(text: string, start: number): string {
    let end = start;
    while (end < text.length && this.#prefixes.has(text[end] ?? "")) end++;
    while (end < text.length && !isWordEnd(text.charCodeAt(end))) end++;
    return start === 0 && end === text.length ? text : text.slice(start, end);
  }
}

const shortestAbbreviation = 3;

interface SuggestibleEntry extends SuggestibleName {
  readonly entry: MergedEntry;
}

const none: readonly IndexedName[] = [];

/** Must white space, `/` or the end follow the name (§2.1, `argPattern`)? */
export function endsAtWord(command: CommandDefinition, foldedName: string): boolean {
  return command.isExit || (command.argPattern === "auto" && /[\p{L}\p{N}]\p{M}*$/u.test(foldedName));
}

function isWordEnd(code: number): boolean {
  if (code === 0x2f) return true;
  if (code > 0x20 && code < 0x85) return false;
  return code < 0x85 ? isAsciiSpace(code) : /\s/u.test(String.fromCharCode(code));
}

function isAsciiSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
