/** Something that may be in something. */
interface Placed<T> {
  readonly location: T | null;
}

/** Nothing real is in so many things. A damaged store may hold a ring, whose end a walk would look for for ever. */
export const mostContainers = 10_000;

/** Is it that container, or anywhere inside it? What is in a ring counts as inside of everything: it goes nowhere. */
export function isInside<T extends Placed<T>>(thing: T, container: T): boolean {
  let steps = 0;
  for (let place: T | null = thing; place !== null; place = place.location)
    if (place === container || ++steps > mostContainers) return true;
  return false;
}
