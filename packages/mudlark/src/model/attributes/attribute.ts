import type { EntityRecord } from "../entity/entity-record.ts";
import type { Declaration } from "./declared/declarations.ts";
import { isContainer } from "./raw-value.ts";
import type { RawValue } from "./raw-value.ts";
import { LiveStructure } from "./tracked/live-structure.ts";
import type { StructureOwner } from "./tracked/live-structure.ts";
import { makeView } from "./tracked/make-view.ts";

export interface AttributeInit {
  readonly key: string;
  readonly category: string | null;
  readonly sort: string | null;
  readonly address: string;
  readonly createdAt: number;
  readonly version: number;
  readonly raw: RawValue;
  readonly text: string | null;
  readonly locks: string | null;
}

/** The body that an attribute belongs to. */
export interface AttributeHome {
  readonly record: EntityRecord;
  /** Puts a default among the stored attributes when it is changed in place. */
  store(attribute: StoredAttribute): void;
}

/** One attribute of one entity, as its body keeps it: as small as it can be, because there are very many. */
export class StoredAttribute implements StructureOwner {
  readonly key: string;
  readonly category: string | null;
  /** Null for an ordinary attribute, `nick` for a nick. */
  readonly sort: string | null;
  readonly address: string;
  readonly declaration: Declaration | null;
  version: number;
  raw: RawValue;
  /** A plain text that stands in the place of the value (`strvalue`). */
  text: string | null;
  locks: string | null;
  /** False for a default that nobody has changed, and for what was removed. */
  isStored = false;
  /** Why the stored value does not fit the declared type; such a value is kept, and the default is shown. */
  problem: string | null = null;
  readonly #home: AttributeHome;
  /** Milliseconds from the creation of the entity: mostly a small number, which needs no memory of its own. */
  readonly #age: number;
  /** Weak while nobody has asked for the value lately. */
  #structure: LiveStructure | WeakRef<LiveStructure> | null = null;

  constructor(home: AttributeHome, init: AttributeInit, declaration: Declaration | null) {
    this.#home = home;
    this.#age = init.createdAt - home.record.createdAt;
    this.key = init.key;
    this.category = init.category;
    this.sort = init.sort;
    this.address = init.address;
    this.version = init.version;
    this.raw = init.raw;
    this.text = init.text;
    this.locks = init.locks;
    this.declaration = declaration;
  }

  get record(): EntityRecord {
    return this.#home.record;
  }

  /** Milliseconds since 1970. */
  get createdAt(): number {
    return this.record.createdAt + this.#age;
  }

  get label(): string {
    return `attribute "${this.declaration?.name ?? this.key}"`;
  }

  /** As game code sees it. */
  get value(): unknown {
    const { raw } = this;
    if (typeof raw !== "object" || raw === null) return raw;
    return this.#live().read(raw, this.declaration?.type ?? null);
  }

  /** Puts another value in the place of this one; undone with the turn, which is the caller's to find. */
  replace(raw: RawValue, text: string | null, version: number): void {
    const { journal } = this.record.kind.core.turns;
    const before = { raw: this.raw, text: this.text, version: this.version, problem: this.problem };
    const structure = this.#held();
    if (structure !== null) structure.attached = false;
    this.#structure = null;
    this.raw = raw;
    this.text = text;
    this.version = version;
    this.problem = null;
    journal.record(() => {
      if (structure !== null) structure.attached = true;
      this.#structure = structure;
      Object.assign(this, before);
      this.changed();
    });
    this.changed();
  }

  /** Nobody may change a part of it any more; undone with the turn. */
  detach(): void {
    const structure = this.#held();
    if (structure === null) return;
    structure.attached = false;
    this.#structure = null;
    this.record.kind.core.turns.journal.record(() => {
      structure.attached = true;
      this.#structure = structure;
    });
  }

  materialise(): void {
    if (!this.isStored) this.#home.store(this);
  }

  changed(): void {
    this.record.kind.core.attributeChanged(this.record, this.address);
  }

  /** Lets go of what game code has not asked for lately; what it still holds stays what it is. */
  cool(): void {
    if (this.#structure instanceof LiveStructure) this.#structure = new WeakRef(this.#structure);
  }

  /** Does game code perhaps hold a part of it? */
  get isHeld(): boolean {
    return this.#held() !== null && isContainer(this.raw);
  }

  #held(): LiveStructure | null {
    const structure = this.#structure;
    return structure instanceof WeakRef ? (structure.deref() ?? null) : structure;
  }

  #live(): LiveStructure {
    return (this.#structure = this.#held() ?? new LiveStructure(this, makeView));
  }
}
