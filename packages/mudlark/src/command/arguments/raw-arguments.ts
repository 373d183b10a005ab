import { splitItems, splitSides, splitWords, unquote, withoutEscapes } from "./quoting.ts";

/** The rest of a line in the pieces that most commands ever want, for commands that declare no arguments. */
export interface RawArguments {
  /** Everything behind the name and its switches, trimmed. */
  readonly text: string;
  /** What stands before the delimiter; everything when there is none. */
  readonly lhs: string;
  /** What stands behind the delimiter: null without one, `""` when nothing follows it. */
  readonly rhs: string | null;
  /** `lhs` cut at commas. */
  readonly lhsList: readonly string[];
  /** `rhs` cut at commas; empty without a delimiter. */
  readonly rhsList: readonly string[];
  /** The words of the whole text. */
  readonly words: readonly string[];
}

/**
 * Cuts text in the ways of `commands.md` §6.1.
 *
 * @example
 * splitArguments("a,b , c = d", ["="]).lhsList // ["a", "b", "c"]
 */
export function splitArguments(source: string, delimiters: readonly string[]): RawArguments {
  const text = source.trim();
  const sides = splitSides(text, delimiters);
  const left = sides === null ? withoutEscapes(text, delimiters) : sides.left;
  return {
    text,
    lhs: unquote(left),
    rhs: sides === null ? null : unquote(sides.right),
    lhsList: splitItems(left, ","),
    rhsList: sides === null ? [] : splitItems(sides.right, ","),
    words: splitWords(text),
  };
}
