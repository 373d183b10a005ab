import { PagedNumbers } from "../../base/paged-numbers.ts";

/** In the place of a location: it is nowhere. */
export const nowhere = 0;

/**
 * What is, in the end, inside itself (I2): one member of each circle, the one with the lowest id.
 *
 * @param locations id → id of where it is, or `nowhere`
 */
export function locationCycles(locations: PagedNumbers): ReadonlySet<number> {
  const found = new Set<number>();
  /** Which walk came by. */
  const walks = new PagedNumbers();
  for (const start of locations.ids()) {
    let here = start;
    while (here !== nowhere && locations.has(here) && !walks.has(here)) {
      walks.set(here, start);
      here = locations.get(here) ?? nowhere;
    }
    if (walks.get(here) === start) found.add(lowestInCircle(here, locations));
  }
  return found;
}

function lowestInCircle(member: number, locations: PagedNumbers): number {
  let lowest = member;
  for (let here = locations.get(member) ?? member; here !== member; here = locations.get(here) ?? member) {
    lowest = Math.min(lowest, here);
  }
  return lowest;
}
