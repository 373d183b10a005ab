import { splitLocks } from "../../model/locks/split-locks.ts";
import type { Prototype, PrototypeAttribute, PrototypeFields, PrototypeTag } from "./prototype.ts";

/** A prototype with all that it inherits, or what is wrong with its parents. */
export type Inherited =
  | { readonly ok: true; readonly fields: PrototypeFields }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Prototypes in one chain, at most; more can only be a mistake. */
const mostAncestors = 100;

/**
 * What a prototype gives its objects, parents included (`world.md` §16). Of several parents a later one wins over an
 * earlier one, and what a parent builds on comes right behind it; one that is reached on several ways counts once,
 * behind everything that builds on it.
 *
 * @param find the prototype of that key, or null
 */
export function inheritFields(prototype: Prototype, find: (key: string) => Prototype | null): Inherited {
  const family = new Family(find);
  const order = family.orderOf(prototype, []);
  if (order === null || family.problems.length > 0)
    return { ok: false, problems: [...new Set(family.problems)] };
  return {
    ok: true,
    fields: order
      .toReversed()
      .map(({ fields }) => fields)
      .reduce(merge),
  };
}

/** Puts prototypes into the order of their precedence, by the C3 rule that Python's classes follow too. */
class Family {
  readonly problems: string[] = [];
  readonly #find: (key: string) => Prototype | null;
  readonly #orders = new Map<Prototype, readonly Prototype[]>();

  constructor(find: (key: string) => Prototype | null) {
    this.#find = find;
  }

  /** The strongest first: itself. Null when there is no such order. */
  orderOf(prototype: Prototype, below: readonly Prototype[]): readonly Prototype[] | null {
    const known = this.#orders.get(prototype);
    if (known !== undefined) return known;
    if (below.some((other) => isSame(other, prototype))) {
      return this.#fail(`"${prototype.prototypeKey}" builds on itself`);
    }
    if (below.length >= mostAncestors) return this.#fail("the parents lie too deep");
    const line = [...below, prototype];
    const parents = prototype.parents.flatMap((parent) => this.#parent(parent, prototype)).toReversed();
    const orders = parents.map((parent) => this.orderOf(parent, line));
    if (orders.some((order) => order === null)) return null;
    const merged = mergeOrders([...(orders as readonly (readonly Prototype[])[]), parents]);
    if (merged === null) {
      return this.#fail(`the parents of "${prototype.prototypeKey}" contradict each other in their order`);
    }
    const order = [prototype, ...merged];
    this.#orders.set(prototype, order);
    return order;
  }

  #parent(parent: string | Prototype, child: Prototype): readonly Prototype[] {
    if (typeof parent !== "string") return [parent];
    // Perhaps it is not kept yet, and only itself knows of itself.
    if (parent === child.prototypeKey) return [child];
    const found = this.#find(parent);
    if (found !== null) return [found];
    this.problems.push(`"${child.prototypeKey}" builds on "${parent}", which does not exist`);
    return [];
  }

  #fail(problem: string): null {
    this.problems.push(problem);
    return null;
  }
}

function isSame(a: Prototype, b: Prototype): boolean {
  return a === b || a.prototypeKey === b.prototypeKey;
}

/** Takes, again and again, the first that stands behind nothing in any list. */
function mergeOrders(lists: readonly (readonly Prototype[])[]): Prototype[] | null {
  const merged: Prototype[] = [];
  let left = lists.filter((list) => list.length > 0);
  while (left.length > 0) {
    const next = left
      .map(([head]) => head)
      .find((head) => head !== undefined && !left.some((list) => list.indexOf(head) > 0));
    if (next === undefined) return null;
    merged.push(next);
    left = left.map((list) => list.filter((one) => one !== next)).filter((list) => list.length > 0);
  }
  return merged;
}

function merge(weaker: PrototypeFields, stronger: PrototypeFields): PrototypeFields {
  const locks = mergeLocks(weaker.locks, stronger.locks);
  return {
    ...weaker,
    ...stronger,
    ...(locks !== undefined && { locks }),
    tags: mergeByPlace<PrototypeTag>(weaker.tags, stronger.tags),
    attrs: mergeByPlace<PrototypeAttribute>(weaker.attrs, stronger.attrs),
    nattributes: { ...weaker.nattributes, ...stronger.nattributes },
  };
}

/** Where an attribute or tag is: two at the same place cannot both be. */
export function placeOf({
  key,
  category,
}: {
  readonly key: string;
  readonly category: string | null;
}): string {
  return `${key.toLowerCase()}\n${category?.toLowerCase() ?? ""}`;
}

function mergeByPlace<T extends { readonly key: string; readonly category: string | null }>(
  weaker: readonly T[],
  stronger: readonly T[],
): readonly T[] {
  return [...new Map([...weaker, ...stronger].map((one) => [placeOf(one), one])).values()];
}

/** Of each access type, the stronger one's. */
export function mergeLocks(weaker = "", stronger = ""): string | undefined {
  const entries = new Map(
    [...splitLocks(weaker), ...splitLocks(stronger)].map((lock) => [lock.accessType, lock.text]),
  );
  return entries.size === 0 ? undefined : [...entries.values()].join(";");
}
