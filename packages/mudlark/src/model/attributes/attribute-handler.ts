import { MudlarkError } from "../../base/errors.ts";
import { type EntityRecord } from "../entity/entity-record.ts";
import { attributeAddress, foldKey } from "./address.ts";
import type { AttributeGuard } from "./attribute-guard.ts";
import type { StoredAttribute } from "./attribute.ts";
import { Attribute } from "./attribute-view.ts";
import { bodyOf } from "./body.ts";

/** With an accessor, the locks of each attribute decide whether it is there for them. */
export interface AttributeAccess {
  readonly accessor?: object;
  /** The answer where there is no lock of that type. Default true. */
  readonly defaultAccess?: boolean;
}

export interface AttributeSelection extends AttributeAccess {
  /** Default null: those without a category. */
  readonly category?: string | null;
}

export interface AttributeGetOptions extends AttributeSelection {
  /** In the place of what is missing. Default null. */
  readonly default?: unknown;
  /** Throw ATTRIBUTE_MISSING when one is missing. */
  readonly raise?: boolean;
  /** Read the plain text in the place of the value. */
  readonly strattr?: boolean;
}

export interface AttributeAddOptions extends AttributeSelection {
  /** Only for a new attribute. */
  readonly lockstring?: string;
  /** Store the value, a text, as it is, in the place of a value. */
  readonly strattr?: boolean;
}

/** `[key, value, category?, lockstring?]` */
export type AttributeEntry = readonly [
  key: string,
  value: unknown,
  category?: string | null,
  lockstring?: string,
];

/** Attributes of an entity: everything that `db` can, with categories, locks and lists (`world.md` §4.1). */
export class AttributeHandler {
  readonly #record: EntityRecord;
  readonly #guard: AttributeGuard;
  readonly #sort: string | null;

  /** @param sort another world of attributes on the same entity, such as `nick` */
  constructor(record: EntityRecord, guard: AttributeGuard, sort: string | null = null) {
    this.#record = record;
    this.#guard = guard;
    this.#sort = sort;
  }

  /**
   * One key gives its value, or the default; a list of keys gives a list of the same length, in the same order. Without
   * a key, all of the category are meant: one is given as itself, several as a list, none as the default. `returnList`
   * always gives a list of what there is, or of the default when one is named.
   *
   * @throws MudlarkError ATTRIBUTE_MISSING with `raise`
   */
  get(keys: readonly string[], options?: AttributeGetOptions): unknown[];
  get(key: string | undefined, options: AttributeGetOptions & { readonly returnList: true }): unknown[];
  get(key?: string, options?: AttributeGetOptions): unknown;
  get(
    keys?: string | readonly string[],
    options: AttributeGetOptions & { readonly returnList?: boolean } = {},
  ): unknown {
    if (typeof keys === "object") return keys.map((key) => this.#getOne(key, options));
    const found = keys === undefined ? this.#inCategory(options) : this.#findAll(keys, options);
    const values = found.map((stored) => readValue(stored, options));
    if (options.returnList === true) {
      return values.length === 0 && options.default !== undefined ? [options.default] : values;
    }
    return values.length > 1 ? values : values.length === 1 ? values[0] : (options.default ?? null);
  }

  /** The attribute itself, with its locks and times; null when it is missing. */
  record(key: string, options: AttributeSelection = {}): Attribute | null {
    const found = this.#find(key, options);
    return found === undefined ? null : this.#view(found);
  }

  has(key: string, category?: string | null): boolean;
  has(keys: readonly string[], category?: string | null): boolean[];
  has(keys: string | readonly string[], category: string | null = null): boolean | boolean[] {
    return typeof keys === "string" ? this.#has(keys, category) : keys.map((key) => this.#has(key, category));
  }

  /**
   * Creates an attribute, or gives it another value. Does nothing when the key is empty, or when `accessor` may not.
   *
   * @throws MudlarkError ATTRIBUTE_VALUE, ATTRIBUTE_KEY, TURN_CLOSED
   * @throws LockSyntaxError
   */
  add(key: string, value: unknown, options: AttributeAddOptions = {}): void {
    const folded = foldKey(key);
    if (folded === "") return;
    const { accessor, defaultAccess = true } = options;
    if (accessor !== undefined && !this.#guard.mayCreate(accessor, defaultAccess)) return;
    const place = { key: folded, category: foldCategory(options.category), sort: this.#sort };
    const { lockstring = "" } = options;
    if (lockstring !== "") this.#guard.checkLocks(lockstring);
    const body = bodyOf(this.#record);
    const isNew = body.get(this.#address(key, options.category)) === undefined;
    const stored = options.strattr === true ? body.set(place, null, String(value)) : body.set(place, value);
    if (isNew && lockstring !== "") body.setLocks(stored, lockstring);
  }

  /**
   * Many at once, or none when one of them cannot be; a lockstring takes the place of the one that is there.
   *
   * @throws what `add` throws, and TypeError when an entry is no list
   */
  batchAdd(
    entries: Iterable<AttributeEntry>,
    { strattr = false }: Pick<AttributeAddOptions, "strattr"> = {},
  ): void {
    const turn = this.#record.kind.core.turns.requireTurn();
    const before = turn.savepoint();
    try {
      for (const entry of entries) this.#addEntry(entry, strattr);
    } catch (error) {
      turn.rollbackTo(before);
      throw error;
    }
  }

  /**
   * Removes one or more; what is missing, or what `accessor` may not edit, is left alone. Without a key, like
   * {@link clear}.
   *
   * @throws MudlarkError ATTRIBUTE_MISSING with `raise`
   */
  remove(
    keys?: string | readonly string[],
    options: AttributeSelection & { readonly raise?: boolean } = {},
  ): void {
    if (keys === undefined) {
      this.clear(options);
      return;
    }
    for (const key of typeof keys === "string" ? [keys] : keys) {
      const found = bodyOf(this.#record).get(this.#address(key, options.category));
      if (found === undefined && options.raise === true) throw missing(key);
      if (found !== undefined && this.#mayUse(found, "attredit", options))
        bodyOf(this.#record).remove(found.address);
    }
  }

  /** Removes all of a category; without one, all there are. */
  clear(options: AttributeSelection = {}): void {
    for (const stored of this.#select(options)) {
      if (this.#mayUse(stored, "attredit", options)) bodyOf(this.#record).remove(stored.address);
    }
  }

  /** The attributes of a category, or all there are, in the order of their creation. */
  all(options: AttributeSelection = {}): Attribute[] {
    return this.#select(options)
      .filter((stored) => this.#mayUse(stored, "attrread", options))
      .map((stored) => this.#view(stored));
  }

  #addEntry(entry: AttributeEntry, strattr: boolean): void {
    if (!Array.isArray(entry))
      throw new TypeError("an attribute is given as [key, value, category?, lockstring?]");
    const [key, value, category = null, lockstring] = entry;
    this.add(key, value, { category, strattr });
    const added = this.record(key, { category });
    if (added !== null && lockstring !== undefined) added.locks = lockstring;
  }

  #getOne(key: string, options: AttributeGetOptions): unknown {
    const [found] = this.#findAll(key, options);
    return found === undefined ? (options.default ?? null) : readValue(found, options);
  }

  /** The one of that key, if there is one. */
  #findAll(key: string, options: AttributeGetOptions): StoredAttribute[] {
    const found = this.#find(key, options);
    if (found !== undefined) return [found];
    if (options.raise === true) throw missing(key);
    return [];
  }

  #inCategory({ category = null, ...options }: AttributeGetOptions): StoredAttribute[] {
    return this.#select({ category }).filter((stored) => this.#mayUse(stored, "attrread", options));
  }

  #find(key: string, options: AttributeSelection): StoredAttribute | undefined {
    this.#record.requireLive();
    const found = bodyOf(this.#record).get(this.#address(key, options.category));
    return found !== undefined && this.#mayUse(found, "attrread", options) ? found : undefined;
  }

  #has(key: string, category: string | null): boolean {
    this.#record.requireLive();
    return bodyOf(this.#record).get(this.#address(key, category)) !== undefined;
  }

  #select({ category }: AttributeSelection): StoredAttribute[] {
    this.#record.requireLive();
    const folded = foldCategory(category);
    return [...bodyOf(this.#record).all()].filter(
      (stored) => stored.sort === this.#sort && (category === undefined || stored.category === folded),
    );
  }

  #mayUse(stored: StoredAttribute, type: "attrread" | "attredit", options: AttributeAccess): boolean {
    const { accessor, defaultAccess = true } = options;
    if (accessor === undefined) return true;
    if (stored.locks === null) return defaultAccess;
    return this.#guard.mayUse(accessor, stored.locks, type, defaultAccess);
  }

  #address(key: string, category: string | null | undefined): string {
    return attributeAddress(foldKey(key), foldCategory(category), this.#sort);
  }

  #view(stored: StoredAttribute): Attribute {
    return new Attribute(this.#record, stored, this.#guard);
  }
}

function readValue(stored: StoredAttribute, { strattr = false }: AttributeGetOptions): unknown {
  if (strattr) return stored.text;
  return stored.text === null ? stored.value : null;
}

function foldCategory(category: string | null | undefined): string | null {
  return category === null || category === undefined ? null : foldKey(category) || null;
}

function missing(key: string): MudlarkError {
  return new MudlarkError("ATTRIBUTE_MISSING", `there is no attribute "${key}"`);
}
