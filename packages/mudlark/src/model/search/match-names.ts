import { foldName } from "../../base/fold-text.ts";
import { type NameCard, readCountedName, wordsOf } from "./name-card.ts";
import { type NumberForm, nameAndNumber } from "./number-form.ts";

/** Where names are looked for. */
export interface NameSource<T> {
  /** Everything with exactly that key or alias. @param name folded */
  called(name: string): readonly T[];
  /** Everything whose name passes; nothing when there is too much to look through. */
  where(passes: (card: NameCard) => boolean): readonly T[];
}

export interface MatchOptions<T> {
  /** Do beginnings of words not suffice? */
  readonly exact: boolean;
  /** Only these count; what does not is as if it were not there, so it takes no number either. */
  readonly isEligible: (found: T) => boolean;
  readonly byId: (a: T, b: T) => number;
  readonly cardOf: (found: T) => NameCard;
  readonly numberForm?: NumberForm;
}

/**
 * Finds by name (`world.md` §8.2): the exact key or alias; else a plural or a quantity with a name; else, for
 * `box-2`, the second of what `box` finds; else beginnings of words in order. Each step is taken only when the one
 * before found nothing.
 *
 * @returns in the order of `byId`
 */
export function matchNames<T>(text: string, source: NameSource<T>, options: MatchOptions<T>): T[] {
  const query = foldName(text);
  if (query === "") return [];
  const exactly = findExactly(query, source, options);
  if (exactly.length > 0) return exactly;
  const { numberForm = nameAndNumber } = options;
  for (const { name, number } of numberForm.read(query)) {
    const found = keyedFirst(foldName(name), findWithoutNumber(foldName(name), source, options), options);
    const chosen = found[number - 1];
    if (chosen !== undefined) return [chosen];
    if (found.length > 0) return [];
  }
  return options.exact ? [] : findBeginning(query, source, options);
}

/** From a list that is small enough to be looked through. */
export function nameSource<T>(candidates: readonly T[], cardOf: (candidate: T) => NameCard): NameSource<T> {
  const cards = candidates.map(cardOf);
  const where = (passes: (card: NameCard) => boolean): T[] =>
    candidates.filter((_, place) => passes(cards[place] as NameCard));
  return { where, called: (name) => where((card) => card.isCalled(name)) };
}

function findWithoutNumber<T>(query: string, source: NameSource<T>, options: MatchOptions<T>): T[] {
  const exactly = findExactly(query, source, options);
  return exactly.length > 0 || options.exact ? exactly : findBeginning(query, source, options);
}

/** `box-1` is rather something whose key is "box" than something that is also called so. */
function keyedFirst<T>(name: string, found: readonly T[], { cardOf }: MatchOptions<T>): T[] {
  const isKeyed = (one: T): boolean => cardOf(one).names[0] === name;
  return [...found.filter(isKeyed), ...found.filter((one) => !isKeyed(one))];
}

function findExactly<T>(query: string, source: NameSource<T>, options: MatchOptions<T>): T[] {
  if (query === "") return [];
  const called = choose(source.called(query), options);
  if (called.length > 0) return called;
  const counted = readCountedName(query);
  return choose(
    source.where((card) => card.isCountedAs(query, counted)),
    options,
  );
}

function findBeginning<T>(query: string, source: NameSource<T>, options: MatchOptions<T>): T[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return choose(
    source.where((card) => card.beginsWith(words)),
    options,
  );
}

function choose<T>(found: readonly T[], { isEligible, byId }: MatchOptions<T>): T[] {
  return [...new Set(found)].filter(isEligible).sort(byId);
}
