import { hasAttributeEqualTo } from "./attribute.ts";
import { idIn } from "./identity.ts";
import type { LockFunction } from "../lock-function.ts";
import { type LockSubject, unwrapSubject } from "../lock-subject.ts";

/** How many rooms in rooms `inside_rec()` climbs. */
const farthestContainer = 10;

/** `inside()`: is it right inside the thing? */
export const inside: LockFunction = () => (accessor, accessed) => {
  const place = accessor.location ?? null;
  return place !== null && place === unwrapSubject(accessed);
};

/** `inside_rec()`: is it inside the thing, or inside something that is? */
export const insideRec: LockFunction = () => (accessor, accessed) => {
  const wanted = unwrapSubject(accessed);
  let place = accessor.location ?? null;
  for (let level = 0; place !== null && level < farthestContainer; level++) {
    if (place === wanted) return true;
    place = place.location ?? null;
  }
  return false;
};

/**
 * `holds()`: does it carry the thing? `holds(red key)`: something with that key, alias or id?
 * `holds(colour, red)`: something with that attribute?
 */
export const holds: LockFunction = ({ list: [what, value] }) => {
  if (what === undefined) return (accessor, accessed) => carries(accessor, unwrapSubject(accessed));
  if (value !== undefined)
    return (accessor) => contentsOf(accessor).some((thing) => hasAttributeEqualTo(thing, what, value));
  const name = what.toLowerCase();
  const id = idIn(what);
  return (accessor) =>
    contentsOf(accessor).some((thing) => (id !== null && thing.id === id) || isNamed(thing, name));
};

function carries(accessor: LockSubject, thing: LockSubject): boolean {
  return thing.location === undefined ? contentsOf(accessor).includes(thing) : thing.location === accessor;
}

function contentsOf(accessor: LockSubject): readonly LockSubject[] {
  return accessor.contents ?? [];
}

function isNamed(thing: LockSubject, name: string): boolean {
  return thing.key?.toLowerCase() === name || (thing.aliases?.all().includes(name) ?? false);
}
