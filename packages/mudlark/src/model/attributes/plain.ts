import { recordOf } from "../entity/entity-record.ts";

/**
 * A deep copy of a value from an attribute that has nothing to do with the attribute any more. Entities and values
 * of classes with a codec stay what they are.
 */
export function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null || recordOf(value) !== undefined) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map)
    return new Map(Array.from(value, ([key, part]: [unknown, unknown]) => [key, plain(part)]));
  if (value instanceof Set) return new Set(value);
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Uint8Array) return value.slice();
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
