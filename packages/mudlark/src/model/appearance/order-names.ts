/**
 * Names in the order that somebody wishes, the rest behind them in the order of the alphabet. Without a wish they
 * stay as they are.
 */
export function orderNames<T>(
  things: readonly T[],
  nameOf: (thing: T) => string,
  wished: readonly string[],
): T[] {
  if (wished.length === 0) return [...things];
  const places = new Map(wished.map((name, place) => [name.toLowerCase(), place]));
  const placeOf = (thing: T): number => places.get(nameOf(thing).toLowerCase()) ?? wished.length;
  return things.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || (placeOf(a) < wished.length ? 0 : nameOf(a) < nameOf(b) ? -1 : 1),
  );
}
