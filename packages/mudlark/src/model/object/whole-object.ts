import type { Entity } from "../entity/entity.ts";
import type { ObjectHooks } from "./object-hooks.ts";

/**
 * A part of an object as the whole that it is: only `WorldObject` is made of the parts, and puts itself in the place
 * of their `T`.
 */
export function whole<T extends Entity>(part: ObjectHooks<T>): T {
  return part as unknown as T;
}
