/**
 * What is, in the end, inside itself (I2): one member of each circle, the one with the lowest id.
 *
 * @param locations id → where it is
 */
export function locationCycles(locations: ReadonlyMap<number, number | null>): ReadonlySet<number> {
  const found = new Set<number>();
  /** Those whose way out is known: in no circle, or in one that was found. */
  const settled = new Set<number>();
  for (const start of locations.keys()) {
    const way: number[] = [];
    const onWay = new Set<number>();
    let here: number | null = start;
    while (here !== null && !settled.has(here) && !onWay.has(here)) {
      way.push(here);
      onWay.add(here);
      here = locations.get(here) ?? null;
    }
    if (here !== null && onWay.has(here)) {
      found.add(way.slice(way.indexOf(here)).reduce((least, id) => Math.min(least, id)));
    }
    for (const id of way) settled.add(id);
  }
  return found;
}
