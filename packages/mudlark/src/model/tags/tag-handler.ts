import { MudlarkError } from "../../base/errors.ts";
import type { EntityRecord } from "../entity/entity-record.ts";
import { printTags, type StoredTag, type TagList, type TagType } from "./stored-tag.ts";
import type { TagIndex } from "./tag-index.ts";
import type { TagTexts } from "./tag-texts.ts";

/** Numbers are as good as the text of their digits. */
export type TagKey = string | number;
type Keys = TagKey | readonly TagKey[];

export interface TagCategory {
  /** Any case; null and left out mean the tags without a category, except where a method says otherwise. */
  readonly category?: string | null;
}

/** A tag with its category, and perhaps the text that all its bearers share. */
export type TagTuple = TagKey | readonly [key: TagKey, category?: string | null, data?: string | null];

const longestKey = 255;
const longestCategory = 64;

/**
 * Words that an entity bears, in categories (`world.md` §5). Keys and categories are trimmed and in lower case.
 *
 * @example
 * room.tags.add("dark", { category: "light" });
 * room.tags.has("dark", { category: "light" }); // true
 */
export class TagHandler {
  readonly #record: EntityRecord;
  readonly #index: TagIndex;
  readonly #type: TagType;
  readonly #field: "tags" | "aliases";
  readonly #texts: TagTexts;
  readonly #admit: (key: string) => void;
  /** What the stored text said when it was last looked at. */
  #list: TagList | null = null;
  #own: readonly StoredTag[] = [];
  #keys: readonly string[] = [];

  /** @param admit asked for each key that is added; throws to refuse it */
  constructor(record: EntityRecord, index: TagIndex, type: TagType, admit: (key: string) => void = () => {}) {
    this.#admit = admit;
    this.#record = record;
    this.#index = index;
    this.#type = type;
    this.#field = type === "alias" ? "aliases" : "tags";
    this.#texts = type === "alias" ? index.aliasTexts : index.tagTexts;
  }

  /**
   * Adds them, unless they are there.
   *
   * @param options `data` is shared by everything that bears the tag; left out, what it shares stays
   * @throws MudlarkError TAG_INVALID
   */
  add(keys: Keys, options: TagCategory & { readonly data?: string | null } = {}): void {
    this.#addAll(asList(keys).map((key) => this.#tag(key, options.category ?? null, options.data)));
  }

  /** Adds `"key"`, `["key", "category"]` and `["key", "category", "data"]`. @throws MudlarkError TAG_INVALID */
  batchAdd(...tags: readonly TagTuple[]): void {
    this.#addAll(tags.map((tuple) => this.#tagOf(tuple)));
  }

  /** Of several keys, which are borne? Without a key: is there any of that category? */
  has(key: TagKey, options?: TagCategory): boolean;
  has(keys: readonly TagKey[], options?: TagCategory): boolean[];
  has(key: undefined, options: { readonly category: string }): boolean;
  has(keys: Keys | undefined, options: TagCategory = {}): boolean | boolean[] {
    const category = foldCategory(options.category ?? null);
    if (keys === undefined) {
      if (category === null) throw new TypeError("has() needs a key or a category");
      return this.#read().some((tag) => tag.category === category);
    }
    const isBorne = (key: TagKey): boolean => this.#find(foldKey(key), category) !== undefined;
    return typeof keys === "object" ? keys.map(isBorne) : isBorne(keys);
  }

  /**
   * The keys that are borne: one as itself, several as a list, none as `default` (null). Without a key, all of the
   * category; without both, all. `returnList` always gives a list.
   *
   * @throws MudlarkError TAG_MISSING with `raise`, when one is not there
   */
  get(keys: Keys | undefined, options: TagGetOptions & { readonly returnList: true }): string[];
  get<D = null>(keys?: Keys, options?: TagGetOptions & { readonly default?: D }): string | string[] | D;
  get(
    keys?: Keys,
    options: TagGetOptions & { readonly default?: unknown; readonly returnList?: boolean } = {},
  ): unknown {
    const found = this.#select(keys, options).map((tag) => tag.key);
    if (options.returnList === true) return found;
    if (found.length === 0) return options.default ?? null;
    return found.length === 1 ? found[0] : found;
  }

  /** As {@link get}, with category and data of each. */
  getTags(keys?: Keys, options: TagGetOptions = {}): StoredTag[] {
    return this.#select(keys, options);
  }

  /** Every key, sorted; with `withCategory`, pairs of key and category. */
  all(options?: { readonly withCategory?: false }): readonly string[];
  all(options: { readonly withCategory: true }): (readonly [key: string, category: string | null])[];
  all(options: { readonly withCategory?: boolean } = {}): unknown {
    const own = this.#read();
    return options.withCategory === true
      ? own.map(({ key, category }) => [key, category] as const)
      : this.#keys;
  }

  /** Without a key, like {@link clear}. */
  remove(keys?: Keys, options: TagCategory = {}): void {
    if (keys === undefined) {
      this.clear(options);
      return;
    }
    this.batchRemove(...asList(keys).map((key) => [key, options.category ?? null] as const));
  }

  batchRemove(...tags: readonly TagTuple[]): void {
    const gone = tags.map((tuple) => this.#tagOf(tuple));
    this.#keep((tag) => !gone.some(({ key, category }) => tag.key === key && tag.category === category));
  }

  /** Takes away all, or all of the category when one is named (null: those without). */
  clear(options: TagCategory = {}): void {
    const category = options.category === undefined ? undefined : foldCategory(options.category);
    this.#keep((tag) => category !== undefined && tag.category !== category);
  }

  toString(): string {
    return this.all().join(", ");
  }

  #select(keys: Keys | undefined, { category, raise = false }: TagGetOptions): StoredTag[] {
    const folded = category === undefined ? undefined : foldCategory(category);
    if (keys === undefined) {
      return this.#read().filter((tag) => folded === undefined || tag.category === folded);
    }
    return asList(keys).flatMap((key) => {
      const tag = this.#find(foldKey(key), folded ?? null);
      if (tag !== undefined) return [tag];
      if (raise) throw new MudlarkError("TAG_MISSING", `${this.#record.key} has no ${this.#type} "${key}"`);
      return [];
    });
  }

  #find(key: string, category: string | null): StoredTag | undefined {
    return this.#read().find((tag) => tag.key === key && tag.category === category);
  }

  #addAll(tags: readonly StoredTag[]): void {
    const added = tags.filter(({ key }) => key !== "");
    for (const { key } of added) this.#admit(key);
    for (const tag of added) this.#share(tag);
    const stored = [...this.#stored().tags];
    for (const tag of added) if (!stored.some((other) => isSame(other, tag))) stored.push(tag);
    this.#write(stored);
  }

  /** Other bearers get the new data too. */
  #share(tag: StoredTag): void {
    const { type, key, category, data } = tag;
    if (this.#index.dataOf(type, key, category) === data) return;
    for (const bearer of this.#index.bearersOf(type, key, category)) {
      const tags = this.#texts.read(bearer[this.#field]).tags;
      bearer.change(this.#field, printTags(tags.map((other) => (isSame(other, tag) ? tag : other))));
    }
  }

  #keep(isKept: (tag: StoredTag) => boolean): void {
    this.#write(this.#stored().tags.filter((tag) => tag.type !== this.#type || isKept(tag)));
  }

  #write(tags: readonly StoredTag[]): void {
    const text = printTags(tags);
    if (text !== this.#record[this.#field]) this.#record.change(this.#field, text);
  }

  /** The entity's own of this type, sorted. */
  #read(): readonly StoredTag[] {
    const list = this.#stored();
    if (list === this.#list) return this.#own;
    this.#list = list;
    const own = list.tags.filter((tag) => tag.type === this.#type);
    this.#own = own.length < 2 ? own : own.sort(byText);
    this.#keys = Object.freeze(own.map((tag) => tag.key));
    return this.#own;
  }

  /** @throws MudlarkError ENTITY_DELETED */
  #stored(): TagList {
    this.#record.requireLive();
    const text = this.#record[this.#field];
    return this.#list?.text === text ? this.#list : this.#texts.read(text);
  }

  #tagOf(tuple: TagTuple): StoredTag {
    if (typeof tuple !== "object") return this.#tag(tuple, null, undefined);
    const [key, category = null, data] = tuple;
    return this.#tag(key, category, data);
  }

  #tag(key: TagKey, category: string | null, data: string | null | undefined): StoredTag {
    const tag = { type: this.#type, key: foldKey(key), category: foldCategory(category) };
    if (tag.key.length > longestKey || (tag.category?.length ?? 0) > longestCategory) {
      throw new MudlarkError(
        "TAG_INVALID",
        `a ${this.#type} may have ${longestKey} letters and its category ${longestCategory}: "${key}"`,
      );
    }
    const shared = data === undefined ? this.#index.dataOf(tag.type, tag.key, tag.category) : data;
    return Object.freeze({ ...tag, data: shared });
  }
}

export interface TagGetOptions extends TagCategory {
  /** Is it an error when one of the keys is not there? Default false. */
  readonly raise?: boolean;
}

function isSame(a: StoredTag, b: StoredTag): boolean {
  return a.type === b.type && a.key === b.key && a.category === b.category;
}

function byText(a: StoredTag, b: StoredTag): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return (a.category ?? "") < (b.category ?? "") ? -1 : 1;
}

function asList(keys: Keys): readonly TagKey[] {
  return typeof keys === "object" ? keys : [keys];
}

function foldKey(key: TagKey): string {
  return String(key).trim().toLowerCase();
}

function foldCategory(category: string | null): string | null {
  return category === null ? null : category.trim().toLowerCase() || null;
}
