import { MudlarkError } from "../../../base/errors.ts";
import type { AttributeType } from "../declared/attribute-type.ts";
import type { FrozenList, RawValue } from "../raw-value.ts";
import type { LiveStructure, View } from "./live-structure.ts";
import { isSameContainer, trackedKey } from "./tracked-key.ts";

/** So many places may be left empty behind the last item; more are most likely a mistake, and would fill the memory. */
const widestGap = 10_000;

/** The face of a stored array: an array whose changes are stored, and undone with their turn. */
export class ArrayView implements View, ProxyHandler<RawValue[]> {
  readonly raw: RawValue[] | FrozenList;
  readonly face: unknown[];
  readonly parent: View | null;
  detached = false;
  readonly #structure: LiveStructure;
  readonly #items: RawValue[];
  readonly #parts: AttributeType | null;

  constructor(
    structure: LiveStructure,
    raw: RawValue[] | FrozenList,
    items: RawValue[],
    type: AttributeType | null,
    parent: View | null,
  ) {
    this.#structure = structure;
    this.raw = raw;
    this.parent = parent;
    this.#items = items;
    this.#parts = type?.parts ?? null;
    this.face = new Proxy<unknown[]>(items, this);
  }

  get(items: RawValue[], key: string | symbol): unknown {
    if (typeof key === "symbol") return key === trackedKey ? this : Reflect.get(items, key);
    const found: unknown = items[key as unknown as number];
    if (typeof found === "function") return Object.hasOwn(changes, key) ? changes[key] : found;
    return this.#structure.read(found as RawValue, this.#parts, this);
  }

  has(items: RawValue[], key: string | symbol): boolean {
    return key === trackedKey || Reflect.has(items, key);
  }

  set(items: RawValue[], key: string | symbol, value: unknown): boolean {
    if (key === "length") {
      const length = Number(value);
      if (!Number.isInteger(length) || length < 0 || length > items.length + widestGap) {
        throw new MudlarkError("ATTRIBUTE_VALUE", `a list of ${items.length} items cannot get ${length}`);
      }
      if (length < items.length) this.splice(length, items.length, []);
      else this.splice(items.length, 0, nulls(length - items.length));
      return true;
    }
    const index = indexFrom(key);
    if (index === null) return false;
    if (index < items.length && isSameContainer(items[index], value)) return true;
    if (index >= items.length + widestGap) {
      throw new MudlarkError("ATTRIBUTE_VALUE", `a list of ${items.length} items has no place ${index}`);
    }
    if (index < items.length) this.splice(index, 1, [value]);
    else this.splice(items.length, 0, [...nulls(index - items.length), value]);
    return true;
  }

  deleteProperty(items: RawValue[], key: string | symbol): boolean {
    const index = indexFrom(key);
    if (index === null || index >= items.length) return true;
    this.splice(index, 1, [null]);
    return true;
  }

  getOwnPropertyDescriptor(items: RawValue[], key: string | symbol): PropertyDescriptor | undefined {
    const descriptor = Reflect.getOwnPropertyDescriptor(items, key);
    if (descriptor !== undefined && key !== "length") {
      descriptor.value = this.#structure.read(descriptor.value as RawValue, this.#parts, this);
    }
    return descriptor;
  }

  defineProperty(items: RawValue[], key: string | symbol, descriptor: PropertyDescriptor): boolean {
    return "value" in descriptor && this.set(items, key, descriptor.value);
  }

  preventExtensions(): boolean {
    return false;
  }

  setPrototypeOf(): boolean {
    return false;
  }

  /** The one way in which items come and go. Returns what went, as it was seen. */
  splice(start: number, count: number, values: readonly unknown[]): unknown[] {
    const added = values.map((value) => this.#structure.admit(value, this.#parts, this));
    this.beforeChange();
    const seen = this.#items
      .slice(start, start + count)
      .map((item) => this.#structure.read(item, this.#parts, this));
    const removed = this.#items.splice(start, count, ...added);
    for (const item of removed) this.#structure.release(item);
    return seen;
  }

  /** Brings the items into another order; none comes or goes. */
  reorder(order: (items: RawValue[], read: (item: RawValue) => unknown) => void): void {
    this.beforeChange();
    order(this.#items, (item) => this.#structure.read(item, this.#parts, this));
  }

  get length(): number {
    return this.#items.length;
  }

  private beforeChange(): void {
    if (this.raw !== this.#items) throw new TypeError("this list was frozen when it was stored");
    this.#structure.beforeChange(this, this.#items, copyItems);
  }
}

function copyItems(items: RawValue[]): () => void {
  const saved = items.slice();
  return () => {
    items.length = 0;
    for (const item of saved) items.push(item);
  };
}

function nulls(length: number): null[] {
  return Array.from({ length }, () => null);
}

function indexFrom(key: string | symbol): number | null {
  if (typeof key === "symbol") return null;
  const index = Number(key);
  return Number.isInteger(index) && index >= 0 && String(index) === key ? index : null;
}

function viewOf(face: unknown): ArrayView {
  const view = (face as { readonly [trackedKey]?: unknown })[trackedKey];
  if (view instanceof ArrayView) return view;
  throw new TypeError("this method belongs to a stored list");
}

/** As `Array.prototype` has them, for `start` arguments that count from the end. */
function clamp(position: number | undefined, length: number, otherwise: number): number {
  if (position === undefined) return otherwise;
  const whole = Math.trunc(position) || 0;
  return whole < 0 ? Math.max(0, length + whole) : Math.min(whole, length);
}

/** The methods that change an array; all others work on its face as they are. */
const changes: Readonly<Record<string, (this: unknown[], ...values: never[]) => unknown>> = {
  push(...values: unknown[]) {
    const view = viewOf(this);
    view.splice(view.length, 0, values);
    return view.length;
  },
  pop() {
    const view = viewOf(this);
    return view.length === 0 ? undefined : view.splice(view.length - 1, 1, [])[0];
  },
  shift() {
    const view = viewOf(this);
    return view.length === 0 ? undefined : view.splice(0, 1, [])[0];
  },
  unshift(...values: unknown[]) {
    const view = viewOf(this);
    view.splice(0, 0, values);
    return view.length;
  },
  splice(start?: number, count?: number, ...values: unknown[]) {
    const view = viewOf(this);
    if (start === undefined) return [];
    const first = clamp(start, view.length, 0);
    const rest = view.length - first;
    // Without a second argument everything goes; an explicit undefined counts as 0 with the native method as well.
    const gone = arguments.length < 2 ? rest : Math.min(Math.max(0, Math.trunc(count ?? 0)), rest);
    return view.splice(first, gone, values);
  },
  fill(value: unknown, start?: number, end?: number) {
    const view = viewOf(this);
    const first = clamp(start, view.length, 0);
    const count = Math.max(0, clamp(end, view.length, view.length) - first);
    view.splice(
      first,
      count,
      Array.from({ length: count }, () => value),
    );
    return this;
  },
  copyWithin(target: number, start: number, end?: number) {
    const view = viewOf(this);
    const copied = this.slice(start, end);
    const first = clamp(target, view.length, 0);
    const count = Math.min(copied.length, view.length - first);
    view.splice(first, count, copied.slice(0, count));
    return this;
  },
  reverse() {
    viewOf(this).reorder((items) => void items.reverse());
    return this;
  },
  sort(compare?: (a: unknown, b: unknown) => number) {
    viewOf(this).reorder((items, read) => {
      const seen = items.map((item) => ({ item, value: read(item) }));
      seen.sort(compare === undefined ? byText : (a, b) => compare(a.value, b.value));
      seen.forEach(({ item }, index) => (items[index] = item));
    });
    return this;
  },
};

function byText(a: { readonly value: unknown }, b: { readonly value: unknown }): number {
  const [left, right] = [String(a.value), String(b.value)];
  return left < right ? -1 : left > right ? 1 : 0;
}
