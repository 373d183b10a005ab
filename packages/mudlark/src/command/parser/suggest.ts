import { editDistance } from "../../base/nearest.ts";
import { foldName } from "../../base/fold-text.ts";

/** A name that may be suggested. */
export interface SuggestibleName {
  readonly written: string;
  readonly folded: string;
}

/** How many letters must agree at the beginning for a name to come to mind. */
const sharedBeginning = 3;

/** No name is as long as that. */
const longestWord = 100;

/**
 * Names that somebody who typed the word may have meant (`commands.md` §5.2 step 8): a slip of a letter or two away,
 * or with the same beginning; the nearest first, none twice.
 *
 * @param isAllowed is asked for few of them
 */
export function suggest<Name extends SuggestibleName>(
  typed: string,
  names: readonly Name[] | Suggestibles<Name>,
  most = 3,
  isAllowed: (name: Name) => boolean = () => true,
): readonly string[] {
  const word = foldName(typed).slice(0, longestWord);
  if (word === "") return [];
  const known = names instanceof Suggestibles ? names : new Suggestibles(names);
  const found = new Set<string>();
  for (const { name } of known.like(word)) {
    if (found.size >= most) break;
    if (!found.has(name.written) && isAllowed(name)) found.add(name.written);
  }
  return [...found];
}

interface Like<Name> {
  readonly name: Name;
  readonly distance: number;
}

/** Names with what it takes to leave most of them aside at a glance. */
export class Suggestibles<Name extends SuggestibleName> {
  readonly #names: readonly Name[];
  readonly #letters: Uint32Array;

  constructor(names: readonly Name[]) {
    this.#names = names;
    this.#letters = Uint32Array.from(names, ({ folded }) => lettersOf(folded));
  }

  /** The nearest first. */
  like(word: string): readonly Like<Name>[] {
    const letters = [...word].map(lettersOf);
    const { length } = [...word];
    const reach = length <= 4 ? 1 : 2;
    const found: Like<Name>[] = [];
    for (const [at, name] of this.#names.entries()) {
      const { folded } = name;
      // Each letter that the word has and the name lacks takes a change.
      const isFar =
        // At least one letter must be right.
        (length === 1 && !folded.includes(word)) ||
        Math.abs(folded.length - word.length) > reach ||
        missing(letters, this.#letters[at] ?? 0, reach) > reach;
      const distance = isFar ? reach + 1 : editDistance(word, folded);
      if (distance <= reach || commonBeginning(word, folded) >= sharedBeginning) {
        found.push({ name, distance: Math.min(distance, reach + 1) });
      }
    }
    return found.sort(
      (a, b) =>
        a.distance - b.distance ||
        a.name.written.length - b.name.written.length ||
        compare(a.name.written, b.name.written),
    );
  }
}

/** One bit for each letter of the word; two letters may share one. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

/** Each letter that the word has and the name lacks takes a change; counted until there are too many. */
function missing(letters: readonly number[], known: number, most: number): number {
  let count = 0;
  for (const letter of letters) {
    if ((letter & known) === 0 && ++count > most) break;
  }
  return count;
}

function commonBeginning(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
