import type { MarkType } from "../../tags/mark-type.ts";

/**
 * An attribute that is never stored: the property stands for the value of that name in `ndb`, which is gone with the
 * process. It may be anything. Assigning is undone with the turn, changing the inside of a value is not.
 *
 * @param make what an entity begins with, and has again after a restart; called at the first read
 * @example
 * class Guard extends Character.with({ suspects: attr.memory(() => new Map<number, Date>()) }) {}
 */
export function memory<T>(make: () => T): MarkType<T> {
  return {
    read: ({ nattributes }, name) => nattributes.ensure(name, make) as T,
    write: ({ nattributes }, name, value) => nattributes.add(name, value),
    create: () => {},
  };
}
