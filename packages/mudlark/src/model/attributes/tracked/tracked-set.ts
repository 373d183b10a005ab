import { recordOf } from "../../entity/entity-record.ts";
import type { AttributeType } from "../declared/attribute-type.ts";
import type { RawKey, RawSet } from "../raw-value.ts";
import type { LiveStructure, View } from "./live-structure.ts";
import { trackedKey } from "./tracked-key.ts";

/** The face of a stored set: a set whose changes are stored, and undone with their turn. */
export class TrackedSet extends Set<unknown> {
  readonly view: View;
  readonly #structure: LiveStructure;
  readonly #raw: RawSet;
  readonly #keys: AttributeType | null;

  constructor(structure: LiveStructure, raw: RawSet, type: AttributeType | null, parent: View | null) {
    super();
    this.#structure = structure;
    this.#raw = raw;
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

  override has(member: unknown): boolean {
    return this.#raw.has(rawMember(member));
  }

  override add(member: unknown): this {
    const admitted = this.#structure.admitKey(member, this.#keys);
    if (this.#raw.has(admitted)) return this;
    this.#beforeChange();
    this.#raw.add(admitted);
    return this;
  }

  override delete(member: unknown): boolean {
    const stored = rawMember(member);
    if (!this.#raw.has(stored)) return false;
    this.#beforeChange();
    return this.#raw.delete(stored);
  }

  override clear(): void {
    if (this.#raw.size === 0) return;
    this.#beforeChange();
    this.#raw.clear();
  }

  override forEach(action: (value: unknown, key: unknown, set: Set<unknown>) => void, self?: unknown): void {
    for (const member of this) action.call(self, member, member, this);
  }

  override *values(): SetIterator<unknown> {
    for (const member of this.#raw) yield this.#structure.read(member, null);
  }

  override keys(): SetIterator<unknown> {
    return this.values();
  }

  override *entries(): SetIterator<[unknown, unknown]> {
    for (const member of this.values()) yield [member, member];
  }

  override [Symbol.iterator](): SetIterator<unknown> {
    return this.values();
  }

  // The native operations look at the native contents of a set, and this one has none.

  override union<U>(other: ReadonlySetLike<U>): Set<unknown> {
    return this.#plain().union(other);
  }

  override intersection<U>(other: ReadonlySetLike<U>): Set<U> {
    return this.#plain().intersection(other);
  }

  override difference<U>(other: ReadonlySetLike<U>): Set<unknown> {
    return this.#plain().difference(other);
  }

  override symmetricDifference<U>(other: ReadonlySetLike<U>): Set<unknown> {
    return this.#plain().symmetricDifference(other);
  }

  override isSubsetOf(other: ReadonlySetLike<unknown>): boolean {
    return this.#plain().isSubsetOf(other);
  }

  override isSupersetOf(other: ReadonlySetLike<unknown>): boolean {
    return this.#plain().isSupersetOf(other);
  }

  override isDisjointFrom(other: ReadonlySetLike<unknown>): boolean {
    return this.#plain().isDisjointFrom(other);
  }

  #plain(): Set<unknown> {
    return new Set<unknown>(this.values());
  }

  #beforeChange(): void {
    this.#structure.beforeChange(this.view, this.#raw, copyMembers);
  }
}

function rawMember(member: unknown): RawKey {
  return recordOf(member) ?? (member as RawKey);
}

function copyMembers(raw: RawSet): () => void {
  const saved = [...raw];
  return () => {
    raw.clear();
    for (const member of saved) raw.add(member);
  };
}
