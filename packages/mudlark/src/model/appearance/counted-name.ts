import { numberWord, pluralise, withArticle } from "../../text/grammar/nouns.ts";
import { stripMarkup } from "../../text/markup/plain-text.ts";

/**
 * How to speak of one and of several things of a name. Colours around the words stay where they are.
 *
 * @example
 * countedName(2, "|rcoin|n") // ["a |rcoin|n", "two |rcoins|n"]
 */
export function countedName(
  count: number,
  name: string,
  { noArticle = false }: { readonly noArticle?: boolean } = {},
): readonly [singular: string, plural: string] {
  const words = name.includes("|") ? stripMarkup(name) : name;
  const start = name.indexOf(words);
  if (words === "" || start === -1) return [name, name];
  const dressed = (noun: string): string => name.slice(0, start) + noun + name.slice(start + words.length);
  const singular = withArticle(words).slice(0, -words.length) + dressed(words);
  const plural = dressed(pluralise(words));
  return noArticle ? [dressed(words), plural] : [singular, `${numberWord(count)} ${plural}`];
}
