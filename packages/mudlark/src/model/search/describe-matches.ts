import { searchWords } from "./search-words.ts";
import type { NumberForm } from "./number-form.ts";

/** One of several things that a name may have meant. */
export interface Match {
  readonly displayName: string;
  readonly aliases: readonly string[];
  /** What else helps to tell it apart, such as " (carried)". */
  readonly extra: string;
}

/** Nobody chooses from more than these. */
const mostShown = 20;

/**
 * The list from which somebody is to choose: one line each, with the words that choose it. Numbers count within a
 * name, in the order in which things were found. Of very many, the first twenty are shown.
 */
export function describeMatches<T>(
  found: readonly T[],
  matchOf: (found: T) => Match,
  numberForm: NumberForm,
): string {
  const matches = found.slice(0, mostShown).map(matchOf);
  const left = found.length - matches.length;
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    const name = match.displayName.toLowerCase();
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [match]);
    else group.push(match);
  }
  const lines = [...groups.values()].flatMap((group) =>
    group.map((match, index) => describe(match, numberForm.write(match.displayName, index + 1))),
  );
  return [...lines, ...(left > 0 ? [searchWords.andMore(left)] : [])].join("\n");
}

function describe({ aliases, extra }: Match, label: string): string {
  const others = aliases.length === 0 ? "" : ` [${aliases.join(";")}]`;
  return ` ${label}${others}${extra}`;
}
