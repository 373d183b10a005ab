import { MudlarkError, messageOf } from "../../base/errors.ts";
import type { JsonValue } from "../../base/json.ts";
import type { EntityRecord, StoredBody } from "../entity/entity-record.ts";
import { attributeAddress, checkPlace } from "./address.ts";
import { StoredAttribute } from "./attribute.ts";
import type { AttributeHome } from "./attribute.ts";
import { copyIn } from "./copy-in.ts";
import type { Declaration, Declarations } from "./declared/declarations.ts";
import { fromJson, toJson } from "./json-values.ts";
import { plain } from "./plain.ts";
import type { RawValue } from "./raw-value.ts";
import { isSameContainer } from "./tracked/tracked-key.ts";
import { parseBody, withUnreadable } from "./stored-body.ts";
import type { AttributeExtras, AttributeJson, BodyJson } from "./stored-body.ts";

/** Where an attribute is to be. */
export interface AttributePlace {
  readonly key: string;
  readonly category: string | null;
  readonly sort: string | null;
}

const noFields: Readonly<Record<string, JsonValue>> = {};

/** The attributes of one entity, and the fields that only its kind has, after the first touch. */
export class EntityBody implements StoredBody, AttributeHome {
  readonly record: EntityRecord;
  readonly #attributes = new Map<string, StoredAttribute>();
  /** Values of declared attributes that nobody has set, of those that can be changed in place. */
  #defaults: Map<string, StoredAttribute> | null = null;
  #fields: Readonly<Record<string, JsonValue>> = noFields;
  #declarations: Declarations;
  isUsed = true;
  #bytes: number;

  constructor(record: EntityRecord, text: string | null) {
    this.record = record;
    this.#bytes = estimate(text);
    this.#declarations = record.kind.core.declarationsOf(record);
    if (text !== null) this.#readText(text);
  }

  get(address: string): StoredAttribute | undefined {
    return this.#attributes.get(address);
  }

  /** In the order of their creation. */
  all(): Iterable<StoredAttribute> {
    return this.#attributes.values();
  }

  /**
   * @param text a plain text to be kept in the place of a value
   * @throws MudlarkError ATTRIBUTE_VALUE, ATTRIBUTE_KEY, TURN_CLOSED, WORLD_FROZEN, READ_ONLY, ENTITY_DELETED
   */
  set(place: AttributePlace, value: unknown, text: string | null = null): StoredAttribute {
    const record = this.record;
    const { turns, clock } = record.kind.core;
    const turn = turns.requireTurn();
    record.requireLive();
    const address = attributeAddress(place.key, place.category, place.sort);
    let attribute = this.#attributes.get(address);
    // Its own live structure, assigned once more: it stays live for everybody who holds it.
    if (attribute !== undefined && text === null && isSameContainer(attribute.raw, value)) return attribute;
    const declaration = this.#declarations.get(address) ?? null;
    const raw = this.#admit(value, declaration);
    const version = declaration?.type.options.version ?? 1;
    if (attribute === undefined) {
      checkPlace(place);
      this.#dropDefault(address);
      const locks = declaration?.type.options.lock ?? null;
      const init = { ...place, address, createdAt: clock.now(), version, raw, text, locks };
      attribute = this.#make(init, declaration);
      this.store(attribute);
    } else {
      attribute.replace(raw, text, version);
    }
    turn.markChanged(record);
    return attribute;
  }

  /** Returns whether there was one. */
  remove(address: string): boolean {
    const record = this.record;
    const { turns } = record.kind.core;
    const turn = turns.requireTurn();
    record.requireLive();
    const attribute = this.#attributes.get(address);
    if (attribute === undefined) return false;
    attribute.detach();
    // Put back in its old place, the order of the others would change: so all of them are noted.
    const before = [...this.#attributes];
    this.#attributes.delete(address);
    attribute.isStored = false;
    attribute.changed();
    turns.journal.record(() => {
      attribute.isStored = true;
      this.#attributes.clear();
      for (const [at, other] of before) this.#attributes.set(at, other);
      attribute.changed();
    });
    turn.markChanged(record);
    return true;
  }

  /** The lock string of an attribute. */
  setLocks(attribute: StoredAttribute, locks: string | null): void {
    const { turns } = this.record.kind.core;
    const turn = turns.requireTurn();
    const before = attribute.locks;
    attribute.locks = locks;
    turns.journal.record(() => (attribute.locks = before));
    turn.markChanged(this.record);
  }

  /** A declared attribute: its value, or the default of its class. */
  readDeclared(declaration: Declaration): unknown {
    const attribute = this.#attributes.get(declaration.address);
    if (attribute !== undefined && attribute.problem === null) return attribute.value;
    return declaration.constant === undefined ? this.#default(declaration).value : declaration.constant;
  }

  /** As `readDeclared`, in the form in which it is stored. */
  rawDeclared(declaration: Declaration): RawValue {
    const attribute = this.#attributes.get(declaration.address);
    if (attribute !== undefined && attribute.problem === null) return attribute.raw;
    return declaration.constant === undefined ? this.#default(declaration).raw : declaration.constant;
  }

  field(name: string): JsonValue | undefined {
    return this.#fields[name];
  }

  /** @param value undefined removes the field */
  setField(name: string, value: JsonValue | undefined): void {
    const record = this.record;
    const { turns } = record.kind.core;
    const turn = turns.requireTurn();
    record.requireLive();
    const before = this.#fields;
    const { [name]: _, ...others } = before;
    this.#fields = value === undefined ? others : { ...before, [name]: value };
    turns.journal.record(() => (this.#fields = before));
    turn.markChanged(record);
  }

  /**
   * Its class is another one: what is stored is judged, and brought up to date, by what that declares, as it would be
   * after a start. Who holds a part of a value that has another type now, holds something that is gone.
   */
  redeclare(): void {
    const { core } = this.record.kind;
    const before = this.#declarations;
    const attributes = [...this.#attributes];
    this.#declarations = core.declarationsOf(this.record);
    this.#defaults = null;
    core.turns.journal.record(() => {
      this.#declarations = before;
      this.#defaults = null;
      this.#attributes.clear();
      for (const [address, attribute] of attributes) this.#attributes.set(address, attribute);
      for (const [, attribute] of attributes) attribute.changed();
    });
    for (const [address, attribute] of attributes) {
      const declaration = this.#declarations.get(address) ?? null;
      if (declaration?.type === attribute.declaration?.type) continue;
      attribute.detach();
      const renewed = this.#make(attribute, declaration);
      renewed.isStored = true;
      this.#attributes.set(address, renewed);
      if (declaration !== null) this.#bringUpToDate(renewed, declaration);
      renewed.changed();
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  cool(): void {
    for (const attribute of this.#all()) attribute.cool();
  }

  /** May it become text again? Not while game code perhaps holds a part of it. */
  get isFoldable(): boolean {
    for (const attribute of this.#all()) if (attribute.isHeld) return false;
    return true;
  }

  encode(): string | null {
    const a = Array.from(this.#attributes.values(), (attribute) => this.#attributeToJson(attribute));
    const hasFields = Object.keys(this.#fields).length > 0;
    if (a.length === 0 && !hasFields) return null;
    const text = JSON.stringify({ ...(hasFields && { f: this.#fields }), ...(a.length > 0 && { a }) });
    this.#resize(estimate(text));
    return text;
  }

  #resize(bytes: number): void {
    const before = this.#bytes;
    this.#bytes = bytes;
    // One that is being folded, or was never among the warm ones, is not counted there.
    if (this.record.body === this) this.record.kind.core.warmBodies.resized(bytes - before);
  }

  /** What is damaged breaks no reader, and is not lost: its text is kept in an attribute. */
  #readText(text: string): void {
    try {
      this.#read(parseBody(text));
    } catch (error) {
      this.#attributes.clear();
      this.#read(withUnreadable({}, { body: text }));
      this.record.kind.core.logger.error("The stored attributes of an entity are damaged", {
        entity: this.record.ref,
        kind: this.record.kind.name,
        problem: messageOf(error),
      });
    }
  }

  #read(json: BodyJson): void {
    this.#fields = json.f ?? noFields;
    for (const attribute of json.a ?? []) this.#readAttribute(attribute);
  }

  #readAttribute([key, value, category = null, extras = {}]: AttributeJson): void {
    const record = this.record;
    const { core } = record.kind;
    const sort = extras.s ?? null;
    const address = attributeAddress(key, category, sort);
    const declaration = this.#declarations.get(address) ?? null;
    const attribute = this.#make(
      {
        key,
        category,
        sort,
        address,
        createdAt: record.createdAt + (extras.t ?? 0),
        version: extras.v ?? 1,
        raw: fromJson(value, (kind, id) => core.find(kind, id)),
        text: extras.x ?? null,
        locks: extras.l ?? null,
      },
      declaration,
    );
    attribute.isStored = true;
    this.#attributes.set(address, attribute);
    if (declaration !== null) this.#bringUpToDate(attribute, declaration);
  }

  /** A stored value of an older version is changed as it is read; it is written with the entity's next change. */
  #bringUpToDate(attribute: StoredAttribute, { type, name }: Declaration): void {
    const { options } = type;
    const { version = 1 } = options;
    const { core } = this.record.kind;
    try {
      if (attribute.version < version && options.migrate !== undefined) {
        attribute.raw = copyIn(options.migrate(plain(attribute.value), attribute.version), core.values);
        attribute.version = version;
      }
      attribute.problem = type.problem(attribute.raw);
    } catch (error) {
      attribute.problem = messageOf(error);
    }
    if (attribute.problem === null) return;
    core.logger.warn("A stored attribute does not fit its declaration; its default is used", {
      entity: this.record.ref,
      class: this.record.classId,
      attribute: name,
      problem: attribute.problem,
    });
  }

  #default(declaration: Declaration): StoredAttribute {
    const known = this.#defaults?.get(declaration.address);
    if (known !== undefined) return known;
    const { options } = declaration.type;
    const { default: given } = options;
    const value: unknown =
      typeof given === "function" ? given() : given === undefined ? declaration.type.initial() : given;
    const { core } = this.record.kind;
    const { key, category, address } = declaration;
    const attribute = this.#make(
      {
        key,
        category,
        sort: null,
        address,
        createdAt: this.record.createdAt,
        version: options.version ?? 1,
        raw: copyIn(value, core.values),
        text: null,
        locks: options.lock ?? null,
      },
      declaration,
    );
    this.#keepDefault(attribute);
    return attribute;
  }

  #dropDefault(address: string): void {
    const unused = this.#defaults?.get(address);
    if (unused === undefined) return;
    unused.detach();
    this.#defaults?.delete(address);
    this.record.kind.core.turns.journal.record(() => this.#keepDefault(unused));
  }

  #make(
    init: ConstructorParameters<typeof StoredAttribute>[1],
    declaration: Declaration | null,
  ): StoredAttribute {
    return new StoredAttribute(this, init, declaration);
  }

  store(attribute: StoredAttribute): void {
    const { address } = attribute;
    const unused = this.#defaults?.get(address);
    const displaced = this.#attributes.get(address);
    this.#defaults?.delete(address);
    this.#attributes.set(address, attribute);
    attribute.isStored = true;
    attribute.changed();
    this.record.kind.core.turns.journal.record(() => {
      attribute.isStored = false;
      if (displaced === undefined) this.#attributes.delete(address);
      else this.#attributes.set(address, displaced);
      if (unused !== undefined) this.#keepDefault(unused);
      attribute.changed();
    });
  }

  #keepDefault(attribute: StoredAttribute): void {
    (this.#defaults ??= new Map()).set(attribute.address, attribute);
  }

  *#all(): Generator<StoredAttribute> {
    yield* this.#attributes.values();
    if (this.#defaults !== null) yield* this.#defaults.values();
  }

  #admit(value: unknown, declaration: Declaration | null): RawValue {
    const raw = copyIn(value, this.record.kind.core.values);
    const problem = declaration?.type.problem(raw) ?? null;
    if (problem === null) return raw;
    const label = `${declaration?.name} of ${this.record.key || "a new entity"} (${this.record.ref})`;
    throw new MudlarkError("ATTRIBUTE_VALUE", `${label}: ${problem}`);
  }

  #attributeToJson(attribute: StoredAttribute): AttributeJson {
    const { key, category, sort, locks, version, text } = attribute;
    const age = attribute.createdAt - this.record.createdAt;
    const extras: AttributeExtras = {
      ...(sort !== null && { s: sort }),
      ...(age > 0 && { t: age }),
      ...(locks !== null && { l: locks }),
      ...(version > 1 && { v: version }),
      ...(text !== null && { x: text }),
    };
    const value = toJson(attribute.raw);
    if (Object.keys(extras).length > 0) return [key, value, category, extras];
    return category === null ? [key, value] : [key, value, category];
  }
}

/** The body of an entity; at the first touch its text becomes attributes. */
export function bodyOf(record: EntityRecord): EntityBody {
  const { body } = record;
  if (!(body instanceof EntityBody)) return record.openBody((text) => new EntityBody(record, text));
  body.isUsed = true;
  return body;
}

/** Measured: an entity with its handlers, and for each character of text what is made of it. */
function estimate(text: string | null): number {
  return 500 + 8 * (text?.length ?? 0);
}
