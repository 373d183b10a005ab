import { editDistance } from "../base/nearest.ts";
import { foldName } from "../base/fold-text.ts";

/** How many letters must agree at the beginning for a name to come to mind. */
const sharedBeginning = 3;

/**
 * Names that somebody who typed the word may have meant (`commands.md` §5.2 step 8): a slip of a letter or two away,
 * or with the same beginning; the nearest first, none twice.
 */
export function suggest(typed: string, names: Iterable<string>, most = 3): readonly string[] {
  const word = foldName(typed);
  if (word === "") return [];
  const distances = new Map<string, number>();
  const reach = [...word].length <= 4 ? 1 : 2;
  for (const name of names) {
    const folded = foldName(name);
    if (distances.has(name)) continue;
    const distance = Math.abs(folded.length - word.length) <= reach ? editDistance(word, folded) : reach + 1;
    const alike = commonBeginning(word, folded) >= sharedBeginning;
    if (distance <= reach || alike) distances.set(name, Math.min(distance, reach + 1));
  }
  return [...distances]
    .sort(([a, aDistance], [b, bDistance]) => aDistance - bDistance || a.length - b.length || compare(a, b))
    .slice(0, most)
    .map(([name]) => name);
}

function commonBeginning(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
