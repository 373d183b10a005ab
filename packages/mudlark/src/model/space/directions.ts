/** A way that everybody knows. */
export interface Direction {
  readonly name: string;
  readonly short: string;
  /** The name of the way back. */
  readonly opposite: string;
}

const pairs = [
  ["north", "n", "south", "s"],
  ["northeast", "ne", "southwest", "sw"],
  ["east", "e", "west", "w"],
  ["southeast", "se", "northwest", "nw"],
  ["up", "u", "down", "d"],
  ["in", "i", "out", "o"],
] as const;

const directions: readonly Direction[] = pairs.flatMap(([name, short, opposite, oppositeShort]) => [
  { name, short, opposite },
  { name: opposite, short: oppositeShort, opposite: name },
]);

/** By its name or its first letters as people type them, `northeast` or `ne`, in any case; null for anything else. */
export function directionNamed(text: string): Direction | null {
  const wanted = text.trim().toLowerCase();
  return directions.find(({ name, short }) => name === wanted || short === wanted) ?? null;
}
