/** Something that may be in something. */
interface Placed<T> {
  readonly location: T | null;
}

/** Is it that container, or anywhere inside it? */
export function isInside<T extends Placed<T>>(thing: T, container: T): boolean {
  for (let place: T | null = thing; place !== null; place = place.location)
    if (place === container) return true;
  return false;
}
