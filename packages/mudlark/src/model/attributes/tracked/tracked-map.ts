import { recordOf } from "../../entity/entity-record.ts";
import type { AttributeType } from "../declared/attribute-type.ts";
import type { RawKey, RawMap } from "../raw-value.ts";
import type { LiveStructure, View } from "./live-structure.ts";
import { isSameContainer, trackedKey } from "./tracked-key.ts";

/** The face of a stored map: a map whose changes are stored, and undone with their turn. */
export class TrackedMap extends Map<unknown, unknown> {
  readonly view: View;
  readonly #structure: LiveStructure;
  readonly #raw: RawMap;
  readonly #parts: AttributeType | null;
  readonly #keys: AttributeType | null;

  constructor(structure: LiveStructure, raw: RawMap, type: AttributeType | null, parent: View | null) {
    super();
    this.#structure = structure;
    this.#raw = raw;
    this.#parts = type?.parts ?? null;
    this.#keys = type?.keys ?? null;
    this.view = { raw, face: this, parent, detached: false };
    Object.defineProperty(this, "view", { enumerable: false });
  }

  get [trackedKey](): View {
    return this.view;
  }

  override get size(): number {
    return this.#raw.size;
  }

  override get(key: unknown): unknown {
    return this.#structure.read(this.#raw.get(rawKey(key)), this.#parts, this.view);
  }

  override has(key: unknown): boolean {
    return this.#raw.has(rawKey(key));
  }

  override set(key: unknown, value: unknown): this {
    const admittedKey = this.#structure.admitKey(key, this.#keys);
    if (isSameContainer(this.#raw.get(admittedKey), value)) return this;
    const admitted = this.#structure.admit(value, this.#parts, this.view);
    this.#beforeChange();
    const before = this.#raw.get(admittedKey);
    this.#raw.set(admittedKey, admitted);
    this.#structure.release(before);
    return this;
  }

  override delete(key: unknown): boolean {
    const stored = rawKey(key);
    if (!this.#raw.has(stored)) return false;
    this.#beforeChange();
    const before = this.#raw.get(stored);
    this.#raw.delete(stored);
    this.#structure.release(before);
    return true;
  }

  override clear(): void {
    if (this.#raw.size === 0) return;
    this.#beforeChange();
    const before = [...this.#raw.values()];
    this.#raw.clear();
    for (const value of before) this.#structure.release(value);
  }

  override forEach(
    action: (value: unknown, key: unknown, map: Map<unknown, unknown>) => void,
    self?: unknown,
  ): void {
    for (const [key, value] of this) action.call(self, value, key, this);
  }

  override *entries(): MapIterator<[unknown, unknown]> {
    for (const [key, value] of this.#raw) {
      yield [this.#structure.read(key, null), this.#structure.read(value, this.#parts, this.view)];
    }
  }

  override *keys(): MapIterator<unknown> {
    for (const key of this.#raw.keys()) yield this.#structure.read(key, null);
  }

  override *values(): MapIterator<unknown> {
    for (const value of this.#raw.values()) yield this.#structure.read(value, this.#parts, this.view);
  }

  override [Symbol.iterator](): MapIterator<[unknown, unknown]> {
    return this.entries();
  }

  #beforeChange(): void {
    this.#structure.beforeChange(this.view, this.#raw, copyEntries);
  }
}

/** How a key that somebody asks for is stored; a key that cannot be stored is simply not there. */
function rawKey(key: unknown): RawKey {
  return recordOf(key) ?? (key as RawKey);
}

function copyEntries(raw: RawMap): () => void {
  const saved = [...raw];
  return () => {
    raw.clear();
    for (const [key, value] of saved) raw.set(key, value);
  };
}
