import { numberWord } from "./number-word.ts";
import { pluralise } from "./pluralise.ts";
import { withArticle } from "./with-article.ts";

/**
 * How to speak of one and of several (`world.md` §10).
 *
 * @example
 * numberedName(3, "box of nails") // ["a box of nails", "three boxes of nails"]
 */
export function numberedName(count: number, noun: string): readonly [singular: string, plural: string] {
  const bare = noun.replace(/^(?:an?|the|some)\s+(?=\S)/i, "");
  return [withArticle(noun), `${numberWord(count)} ${pluralise(bare)}`];
}
