/** Things that a looker calls by the same name. */
export interface NamedGroup<T> {
  readonly name: string;
  readonly members: readonly T[];
}

/** Things of the same name, sorted by name; capitals come first. */
export function groupByName<T>(things: readonly T[], nameOf: (thing: T) => string): NamedGroup<T>[] {
  return [...Map.groupBy(things, nameOf)]
    .map(([name, members]) => ({ name, members }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
