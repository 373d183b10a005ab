import type { EntityRecord } from "../entity/entity-record.ts";
import type { AttributeGuard } from "./attribute-guard.ts";
import type { StoredAttribute } from "./attribute.ts";
import { bodyOf } from "./body.ts";

/** One attribute, with all that is known about it. */
export class Attribute {
  readonly #record: EntityRecord;
  readonly #stored: StoredAttribute;
  readonly #guard: AttributeGuard;

  constructor(record: EntityRecord, stored: StoredAttribute, guard: AttributeGuard) {
    this.#record = record;
    this.#stored = stored;
    this.#guard = guard;
  }

  get key(): string {
    return this.#stored.key;
  }

  get category(): string | null {
    return this.#stored.category;
  }

  /** A live structure when it is a container. Assigning stores. */
  get value(): unknown {
    const stored = this.#present;
    return stored.text === null ? stored.value : null;
  }

  set value(value: unknown) {
    bodyOf(this.#record).set(this.#stored, value);
  }

  /** The plain text that was stored in the place of a value, if one was. */
  get strvalue(): string | null {
    return this.#present.text;
  }

  /** Milliseconds since 1970. */
  get createdAt(): number {
    return this.#stored.createdAt;
  }

  get locks(): string {
    return this.#present.locks ?? "";
  }

  /** @throws LockSyntaxError */
  set locks(locks: string) {
    this.#guard.checkLocks(locks);
    bodyOf(this.#record).setLocks(this.#present, locks === "" ? null : locks);
  }

  /** May they read (`attrread`) or change (`attredit`) it? */
  access(accessor: object, type: "attrread" | "attredit", otherwise = true): boolean {
    return this.locks === "" ? otherwise : this.#guard.mayUse(accessor, this.locks, type, otherwise);
  }

  /** A body that was text for a while has other parts than before. */
  get #present(): StoredAttribute {
    return bodyOf(this.#record).get(this.#stored.address) ?? this.#stored;
  }

  /** Returns whether it was still there. */
  delete(): boolean {
    return bodyOf(this.#record).remove(this.#stored.address);
  }
}
