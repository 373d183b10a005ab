import { unquoted } from "./line-range.ts";

/** How often what was found, and the lines afterwards. */
export type Replaced =
  | { readonly ok: true; readonly lines: readonly string[]; readonly count: number }
  | { readonly ok: false; readonly problem: string };

/**
 * Replaces what a regular expression finds, in each line. Somebody typed it, and such an expression can take for ever:
 * who does this must give up after some time.
 */
export type PatternReplace = (
  lines: readonly string[],
  pattern: { readonly source: string; readonly ignoreCase: boolean },
  by: string,
) => Replaced;

/** Replaces each place of a word, which stands for exactly itself; or of a pattern, `/re/` or `/re/i`. */
export function replaceIn(
  lines: readonly string[],
  word: string,
  by: string,
  replace: PatternReplace,
): Replaced {
  const [, source, ignoreCase] = /^\/(.+)\/(i?)$/su.exec(word) ?? [];
  if (source !== undefined) return replace(lines, { source, ignoreCase: ignoreCase === "i" }, by);
  const wanted = unquoted(word);
  if (wanted === "") return { ok: true, lines, count: 0 };
  const count = lines.reduce((sum, line) => sum + line.split(wanted).length - 1, 0);
  return { ok: true, lines: lines.map((line) => line.replaceAll(wanted, () => by)), count };
}
