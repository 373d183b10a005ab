import { MudlarkError } from "../../../base/errors.ts";
import type { AttributeType } from "../declared/attribute-type.ts";
import type { RawObject } from "../raw-value.ts";
import type { LiveStructure, View } from "./live-structure.ts";
import { isSameContainer, trackedKey } from "./tracked-key.ts";

/** The face of a stored plain object: an object whose changes are stored, and undone with their turn. */
export class ObjectView implements View, ProxyHandler<RawObject> {
  readonly raw: RawObject;
  readonly face: Record<string, unknown>;
  readonly parent: View | null;
  detached = false;
  readonly #structure: LiveStructure;
  readonly #parts: AttributeType | null;

  constructor(structure: LiveStructure, raw: RawObject, type: AttributeType | null, parent: View | null) {
    this.#structure = structure;
    this.raw = raw;
    this.parent = parent;
    this.#parts = type?.parts ?? null;
    this.face = new Proxy<Record<string, unknown>>(raw, this);
  }

  get(raw: RawObject, key: string | symbol): unknown {
    if (typeof key === "symbol") return key === trackedKey ? this : Reflect.get(raw, key);
    if (!Object.hasOwn(raw, key)) return Reflect.get(raw, key);
    return this.#structure.read(raw[key], this.#parts, this);
  }

  has(raw: RawObject, key: string | symbol): boolean {
    return key === trackedKey || Reflect.has(raw, key);
  }

  set(raw: RawObject, key: string | symbol, value: unknown): boolean {
    if (typeof key === "symbol" || key === "__proto__") {
      throw new MudlarkError("ATTRIBUTE_VALUE", `the key ${String(key)} cannot be stored`);
    }
    if (value === undefined) return this.deleteProperty(raw, key);
    if (Object.hasOwn(raw, key) && isSameContainer(raw[key], value)) return true;
    const admitted = this.#structure.admit(value, this.#parts, this);
    this.#beforeChange();
    const before = Object.hasOwn(raw, key) ? raw[key] : undefined;
    raw[key] = admitted;
    this.#structure.release(before);
    return true;
  }

  deleteProperty(raw: RawObject, key: string | symbol): boolean {
    if (typeof key === "symbol" || !Object.hasOwn(raw, key)) return true;
    this.#beforeChange();
    const before = raw[key];
    delete raw[key];
    this.#structure.release(before);
    return true;
  }

  getOwnPropertyDescriptor(raw: RawObject, key: string | symbol): PropertyDescriptor | undefined {
    const descriptor = Reflect.getOwnPropertyDescriptor(raw, key);
    if (descriptor !== undefined && typeof key === "string") descriptor.value = this.get(raw, key);
    return descriptor;
  }

  defineProperty(raw: RawObject, key: string | symbol, descriptor: PropertyDescriptor): boolean {
    return "value" in descriptor && this.set(raw, key, descriptor.value);
  }

  preventExtensions(): boolean {
    return false;
  }

  setPrototypeOf(): boolean {
    return false;
  }

  #beforeChange(): void {
    this.#structure.beforeChange(this, this.raw, copyEntries);
  }
}

function copyEntries(raw: RawObject): () => void {
  const saved = Object.entries(raw);
  return () => {
    for (const key of Object.keys(raw)) delete raw[key];
    for (const [key, value] of saved) raw[key] = value;
  };
}
