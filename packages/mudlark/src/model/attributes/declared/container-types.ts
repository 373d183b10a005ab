import { FrozenList } from "../raw-value.ts";
import type { AttributeOptions, AttributeType } from "./attribute-type.ts";
import { defineType, shown } from "./define-type.ts";
import type { OrNull } from "./define-type.ts";

/** A live list: changes in place are stored. */
export function list<T, const O extends AttributeOptions<T[]>>(
  parts: AttributeType<T>,
  options?: O,
): AttributeType<OrNull<T[], O>> {
  return defineType<T[], OrNull<T[], O>>(
    "a list",
    options,
    () => [],
    (raw) => {
      const items: unknown = raw instanceof FrozenList ? raw.items : raw;
      if (!Array.isArray(items)) return `it must be a list, not ${shown(raw)}`;
      return firstProblem(items, parts, (index) => `item ${index + 1}`);
    },
    { parts },
  );
}

/** A live set of texts, numbers or entities. */
export function set<T, const O extends AttributeOptions<Set<T>>>(
  members: AttributeType<T>,
  options?: O,
): AttributeType<OrNull<Set<T>, O>> {
  return defineType<Set<T>, OrNull<Set<T>, O>>(
    "a Set",
    options,
    () => new Set(),
    (raw) => {
      if (!(raw instanceof Set)) return `it must be a Set, not ${shown(raw)}`;
      return firstProblem([...(raw as Set<unknown>)], members, (index) => `member ${index + 1}`);
    },
    { keys: members },
  );
}

/** A live map whose keys are texts, numbers or entities. */
export function map<K, V, const O extends AttributeOptions<Map<K, V>>>(
  keys: AttributeType<K>,
  values: AttributeType<V>,
  options?: O,
): AttributeType<OrNull<Map<K, V>, O>> {
  return defineType<Map<K, V>, OrNull<Map<K, V>, O>>(
    "a Map",
    options,
    () => new Map(),
    (raw) => {
      if (!(raw instanceof Map)) return `it must be a Map, not ${shown(raw)}`;
      const stored: Map<unknown, unknown> = raw;
      return (
        firstProblem([...stored.keys()], keys, (index) => `key ${index + 1}`) ??
        firstProblem([...stored.values()], values, (index) => `value ${index + 1}`)
      );
    },
    { parts: values, keys },
  );
}

/** A live object with any keys, and values of one type. */
export function record<T, const O extends AttributeOptions<Record<string, T>>>(
  parts: AttributeType<T>,
  options?: O,
): AttributeType<OrNull<Record<string, T>, O>> {
  return defineType<Record<string, T>, OrNull<Record<string, T>, O>>(
    "an object",
    options,
    () => ({}),
    (raw) => {
      if (typeof raw !== "object" || raw === null || Object.getPrototypeOf(raw) !== Object.prototype) {
        return `it must be a plain object, not ${shown(raw)}`;
      }
      const keys = Object.keys(raw);
      return firstProblem(Object.values(raw), parts, (index) => keys[index] ?? "");
    },
    { parts },
  );
}

function firstProblem(
  items: readonly unknown[],
  type: AttributeType,
  nameOf: (index: number) => string,
): string | null {
  for (const [index, item] of items.entries()) {
    const problem = type.problem(item);
    if (problem !== null) return `${nameOf(index)}: ${problem}`;
  }
  return null;
}
