import { bodyOf } from "../../model/attributes/body.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { EntityRecord } from "../../model/entity/entity-record.ts";
import type { IndexEntry, RecordIndex } from "../../model/entity/record-index.ts";

/** Under which a script keeps what it belongs to: kind and id. */
const ownerField = "owner";

/** Which scripts belong to what. */
export class ScriptIndex implements RecordIndex {
  readonly #byOwner = new Map<string, Set<EntityRecord>>();
  readonly #owners = new Map<EntityRecord, string>();

  added(record: EntityRecord): void {
    const owner = storedOwner(record);
    if (owner !== null) this.#put(record, owner);
  }

  removed(record: EntityRecord): void {
    this.#put(record, null);
  }

  isComplete(record: EntityRecord): boolean {
    const key = storedOwner(record);
    if ((this.#owners.get(record) ?? null) !== key) return false;
    return key === null || this.#byOwner.get(key)?.has(record) === true;
  }

  *entries(): Generator<IndexEntry> {
    for (const [key, records] of this.#byOwner) {
      for (const record of records) yield [record, !record.isDeleted && storedOwner(record) === key];
    }
  }

  /** Kind and id of what the script belongs to; null for a global one. */
  ownerOf(record: EntityRecord): { readonly kind: string; readonly id: number } | null {
    const [kind, id] = this.#owners.get(record)?.split(" ") ?? [];
    return kind === undefined ? null : { kind, id: Number(id) };
  }

  /** By id. */
  scriptsOf(owner: Entity): EntityRecord[] {
    return [...(this.#byOwner.get(keyOf(owner)) ?? [])].sort((a, b) => a.id - b.id);
  }

  /** Undone with the turn. @throws MudlarkError TURN_CLOSED */
  setOwner(record: EntityRecord, owner: Entity | null): void {
    const before = this.#owners.get(record) ?? null;
    bodyOf(record).setField(ownerField, owner === null ? undefined : [owner.kind, owner.id]);
    this.#put(record, owner === null ? null : keyOf(owner));
    record.kind.core.turns.journal.record(() => this.#put(record, before));
  }

  #put(record: EntityRecord, owner: string | null): void {
    const before = this.#owners.get(record);
    if (before !== undefined) {
      const siblings = this.#byOwner.get(before);
      siblings?.delete(record);
      if (siblings?.size === 0) this.#byOwner.delete(before);
      this.#owners.delete(record);
    }
    if (owner === null) return;
    this.#owners.set(record, owner);
    const siblings = this.#byOwner.get(owner);
    if (siblings === undefined) this.#byOwner.set(owner, new Set([record]));
    else siblings.add(record);
  }
}

/** Scripts without an owner need not be touched. */
function storedOwner(record: EntityRecord): string | null {
  if (record.body === null && record.bodyText?.includes('"owner":') !== true) return null;
  const owner = bodyOf(record).field(ownerField);
  return Array.isArray(owner) ? owner.join(" ") : null;
}

function keyOf({ kind, id }: Entity): string {
  return `${kind} ${id}`;
}
