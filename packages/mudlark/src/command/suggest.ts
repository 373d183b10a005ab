import { editDistance } from "../base/nearest.ts";
import { foldName } from "../base/fold-text.ts";

/** A name that may be suggested. */
export interface SuggestibleName {
  readonly written: string;
  readonly folded: string;
}

/** How many letters must agree at the beginning for a name to come to mind. */
const sharedBeginning = 3;

/**
 * Names that somebody who typed the word may have meant (`commands.md` §5.2 step 8): a slip of a letter or two away,
 * or with the same beginning; the nearest first, none twice.
 */
export function suggest(typed: string, names: Iterable<SuggestibleName>, most = 3): readonly string[] {
  const word = foldName(typed).slice(0, longestWord);
  if (word === "") return [];
  const distances = new Map<string, number>();
  const { length } = [...word];
  // At least one letter must be right.
  const reach = Math.min(length - 1, length <= 4 ? 1 : 2);
  for (const { written, folded } of names) {
    if (distances.has(written)) continue;
    const distance = mayBeNear(word, folded, reach) ? editDistance(word, folded) : reach + 1;
    const isAlike = commonBeginning(word, folded) >= sharedBeginning;
    if (distance <= reach || isAlike) distances.set(written, Math.min(distance, reach + 1));
  }
  return [...distances]
    .sort(([a, aDistance], [b, bDistance]) => aDistance - bDistance || a.length - b.length || compare(a, b))
    .slice(0, most)
    .map(([name]) => name);
}

/** No name is as long as that. */
const longestWord = 100;

/** Each letter that one word has and the other lacks takes a change; this counts them without trying any. */
function mayBeNear(word: string, name: string, reach: number): boolean {
  if (Math.abs(name.length - word.length) > reach) return false;
  let missing = 0;
  for (let at = 0; at < word.length; at++) {
    if (!name.includes(word[at] ?? "") && ++missing > reach) return false;
  }
  return true;
}

function commonBeginning(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
