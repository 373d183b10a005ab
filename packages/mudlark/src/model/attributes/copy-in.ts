import { MudlarkError } from "../../base/errors.ts";
import { EntityRecord, recordOf } from "../entity/entity-record.ts";
import { FixedDate } from "./fixed-date.ts";
import { CodedValue } from "./coded-value.ts";
import { DeadReference, FrozenList } from "./raw-value.ts";
import type { RawKey, RawObject, RawValue } from "./raw-value.ts";
import type { ValueCodecs } from "./value-codecs.ts";
import { rawOf } from "./tracked/tracked-key.ts";

/** Deeper values are most likely a mistake, and would end in a full stack somewhere. */
const deepest = 200;

/**
 * Copies a value into the form in which an attribute keeps it. Nothing of the original is kept, so nothing outside
 * can change the attribute behind the engine's back.
 *
 * @param around the containers into which it comes, the outermost first
 * @throws MudlarkError ATTRIBUTE_VALUE: functions, symbols, instances of classes without a codec, cycles
 */
export function copyIn(value: unknown, codecs: ValueCodecs, around: readonly object[] = []): RawValue {
  return typeof value === "object" && value !== null
    ? new Copier(codecs, around).copyObject(value)
    : copyPrimitive(value, "");
}

/** @throws MudlarkError ATTRIBUTE_VALUE: only primitives and entities can be keys of a map or members of a set */
export function copyKey(value: unknown): RawKey {
  if (typeof value !== "object" || value === null) return copyPrimitive(value, "");
  const record = recordOf(value);
  if (record !== undefined) return record;
  throw refusal("", "only texts, numbers and entities can be keys of a Map or members of a Set");
}

function copyPrimitive(value: unknown, path: string): null | boolean | number | string | bigint {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
    case "bigint":
      return value;
    case "undefined":
    case "object":
      return null;
    case "function":
      throw refusal(path, "a function cannot be stored; register it under a name and store the name");
    case "symbol":
      throw refusal(path, "a symbol cannot be stored");
  }
}

class Copier {
  readonly #codecs: ValueCodecs;
  /** The containers around the one that is being copied. */
  readonly #open: object[];
  readonly #path: string[] = [];

  constructor(codecs: ValueCodecs, around: readonly object[]) {
    this.#codecs = codecs;
    this.#open = [...around];
  }

  copyObject(value: object): RawValue {
    const record = recordOf(value);
    if (record !== undefined) return record;
    if (value instanceof Date) return new FixedDate(value.getTime());
    // Not slice(): that of a Buffer goes on sharing its memory.
    if (value instanceof Uint8Array) return new Uint8Array(value);
    if (value instanceof EntityRecord || value instanceof DeadReference || value instanceof CodedValue)
      return value;
    const raw = rawOf(value);
    const source = raw ?? value;
    if (this.#open.includes(source)) throw this.#refuse("a value that contains itself cannot be stored");
    if (this.#open.length >= deepest) throw this.#refuse(`it is nested more than ${deepest} levels deep`);
    this.#open.push(source);
    const copy = this.#copyContainer(source);
    this.#open.pop();
    return copy;
  }

  #copyContainer(value: object): RawValue {
    if (Array.isArray(value)) return this.#copyArray(value);
    if (value instanceof FrozenList) return new FrozenList(this.#copyItems(value.items));
    if (value instanceof Map) return this.#copyMap(value);
    if (value instanceof Set) return this.#copySet(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return this.#copyPlain(value);
    const coded = this.#codecs.encode(value);
    if (coded !== null) return coded;
    if (Symbol.iterator in value) return this.#copyItems([...(value as Iterable<unknown>)]);
    throw this.#refuse(`values of the class ${classNameOf(value)} cannot be stored without a codec`);
  }

  #copyArray(value: readonly unknown[]): RawValue {
    const items = this.#copyItems(value);
    return Object.isFrozen(value) && value.length > 0 ? new FrozenList(items) : items;
  }

  #copyItems(items: readonly unknown[]): RawValue[] {
    return Array.from(items, (item, index) => this.#copyPart(item, String(index)));
  }

  #copyPlain(value: object): RawObject {
    const copy: RawObject = {};
    for (const [key, part] of Object.entries(value)) {
      if (key === "__proto__") throw this.#refuse("the key __proto__ cannot be stored");
      if (part !== undefined) copy[key] = this.#copyPart(part, key);
    }
    return copy;
  }

  #copyMap(value: ReadonlyMap<unknown, unknown>): Map<RawKey, RawValue> {
    const copy = new Map<RawKey, RawValue>();
    for (const [key, part] of value) copy.set(this.#copyKey(key), this.#copyPart(part, String(key)));
    return copy;
  }

  #copySet(value: ReadonlySet<unknown>): Set<RawKey> {
    const copy = new Set<RawKey>();
    for (const member of value) copy.add(this.#copyKey(member));
    return copy;
  }

  #copyKey(key: unknown): RawKey {
    if (key instanceof EntityRecord || key instanceof DeadReference) return key;
    return copyKey(key);
  }

  #copyPart(value: unknown, name: string): RawValue {
    if (typeof value !== "object" || value === null) {
      return copyPrimitive(value, this.#open.length === 0 ? "" : [...this.#path, name].join("."));
    }
    this.#path.push(name);
    const copy = this.copyObject(value);
    this.#path.pop();
    return copy;
  }

  #refuse(reason: string): MudlarkError {
    return refusal(this.#path.join("."), reason);
  }
}

function classNameOf(value: object): string {
  const { constructor }: { readonly constructor?: unknown } = value;
  return typeof constructor === "function" && constructor.name !== "" ? constructor.name : "without a name";
}

function refusal(path: string, reason: string): MudlarkError {
  return new MudlarkError("ATTRIBUTE_VALUE", path === "" ? reason : `at ${path}: ${reason}`);
}
