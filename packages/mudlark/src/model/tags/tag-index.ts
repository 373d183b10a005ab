import { foldName } from "../../base/fold-text.ts";
import type { EntityRecord, RecordFields } from "../entity/entity-record.ts";
import type { IndexEntry, RecordIndex } from "../entity/record-index.ts";
import type { StoredTag, TagType } from "./stored-tag.ts";
import { TagTexts } from "./tag-texts.ts";

/** One tag with everything of the kind that bears it. */
interface IndexedTag {
  readonly type: TagType;
  readonly key: string;
  readonly category: string | null;
  data: string | null;
  readonly bearers: Set<EntityRecord>;
}

export interface TagQuery {
  readonly type?: TagType;
  /** Without keys, every bearer of a tag of the category. */
  readonly keys?: readonly string[];
  /**
   * One for all keys, or one for each key; null is for tags without a category. When left out, the category does not
   * matter.
   */
  readonly categories?: readonly (string | null)[];
  /** Must all be borne (the default), or does one suffice? */
  readonly match?: "all" | "any";
}

/** Who bears which tag, for one kind of entity. */
export class TagIndex implements RecordIndex {
  readonly tagTexts = new TagTexts("tag");
  readonly aliasTexts = new TagTexts("alias");
  /** By type and key: nearly always one, but the same key may stand in several categories, or an alias be spelled otherwise. */
  readonly #byKey = new Map<string, IndexedTag[]>();
  readonly #byCategory = new Map<string, Set<IndexedTag>>();

  /**
   * Finds bearers. For `all` they come by id; for `any` those with most of the tags come first.
   *
   * @throws RangeError when there are several categories, but not as many as keys
   */
  search({ type = "tag", keys = [], categories = [], match = "all" }: TagQuery): EntityRecord[] {
    if (keys.length === 0) return this.#inCategories(type, categories);
    if (categories.length > 1 && categories.length !== keys.length) {
      throw new RangeError(`${categories.length} categories were given for ${keys.length} tags`);
    }
    const found = keys.map((key, place) => {
      const category = categories.length > 1 ? categories[place] : categories[0];
      return this.#bearers(
        type,
        fold(key),
        category === undefined || category === null ? category : fold(category),
      );
    });
    return match === "all" ? inAll(found) : byHits(found);
  }

  /** Everything that bears an alias, by id. @param name folded */
  aliased(name: string): readonly EntityRecord[] {
    return sortedById(this.#bearers("alias", name, undefined));
  }

  /** Everything with an alias that passes, in no order, and perhaps more than once. @param passes asked with the folded alias */
  *aliasedLike(passes: (alias: string) => boolean): Generator<EntityRecord> {
    for (const tags of this.#byKey.values()) {
      for (const { type, key, bearers } of tags) {
        if (type === "alias" && passes(foldName(key))) yield* bearers;
      }
    }
  }

  /** What all bearers of the tag share; null when there is nothing, or no bearer. */
  dataOf(type: TagType, key: string, category: string | null): string | null {
    return this.#find(type, key, category)?.data ?? null;
  }

  /** Everything that bears exactly that tag. */
  bearersOf(type: TagType, key: string, category: string | null): ReadonlySet<EntityRecord> {
    return this.#find(type, key, category)?.bearers ?? nobody;
  }

  isComplete(record: EntityRecord): boolean {
    return this.#marksOf(record).every(({ type, key, category }) =>
      this.bearersOf(type, key, category).has(record),
    );
  }

  *entries(): Generator<IndexEntry> {
    for (const tag of [...this.#byKey.values()].flat()) {
      for (const record of tag.bearers) {
        const bears = this.#marksOf(record).some(
          ({ type, key, category }) => type === tag.type && key === tag.key && category === tag.category,
        );
        yield [record, bears && !record.isDeleted];
      }
    }
  }

  added(record: EntityRecord): void {
    if (record.tags !== null) this.#bear(record, this.tagTexts.read(record.tags).tags);
    if (record.aliases !== null) this.#bear(record, this.aliasTexts.read(record.aliases).tags);
  }

  removed(record: EntityRecord): void {
    if (record.tags !== null) this.#lose(record, this.tagTexts.read(record.tags).tags);
    if (record.aliases !== null) this.#lose(record, this.aliasTexts.read(record.aliases).tags);
  }

  fieldChanged<F extends keyof RecordFields>(record: EntityRecord, field: F, before: RecordFields[F]): void {
    if (field !== "tags" && field !== "aliases") return;
    const texts = field === "tags" ? this.tagTexts : this.aliasTexts;
    const after: RecordFields["tags" | "aliases"] = record[field === "tags" ? "tags" : "aliases"];
    this.#lose(record, texts.read(before as string | null).tags);
    this.#bear(record, texts.read(after).tags);
  }

  #marksOf({ tags, aliases }: EntityRecord): readonly StoredTag[] {
    return [...this.tagTexts.read(tags).tags, ...this.aliasTexts.read(aliases).tags];
  }

  #bear(record: EntityRecord, tags: readonly StoredTag[]): void {
    for (const stored of tags) {
      const tag = this.#find(stored.type, stored.key, stored.category) ?? this.#add(stored);
      tag.data = stored.data;
      tag.bearers.add(record);
    }
  }

  #lose(record: EntityRecord, tags: readonly StoredTag[]): void {
    for (const { type, key, category } of tags) {
      const tag = this.#find(type, key, category);
      if (tag === undefined) continue;
      tag.bearers.delete(record);
      if (tag.bearers.size === 0) this.#drop(tag);
    }
  }

  #find(type: TagType, key: string, category: string | null): IndexedTag | undefined {
    return this.#byKey.get(addressOf(type, key))?.find((tag) => tag.key === key && tag.category === category);
  }

  #add({ type, key, category, data }: StoredTag): IndexedTag {
    const tag: IndexedTag = { type, key, category, data, bearers: new Set() };
    const address = addressOf(type, key);
    const sameKey = this.#byKey.get(address);
    if (sameKey === undefined) this.#byKey.set(address, [tag]);
    else sameKey.push(tag);
    if (category !== null) {
      const place = addressOf(type, category);
      const sameCategory = this.#byCategory.get(place);
      if (sameCategory === undefined) this.#byCategory.set(place, new Set([tag]));
      else sameCategory.add(tag);
    }
    return tag;
  }

  #drop(tag: IndexedTag): void {
    const address = addressOf(tag.type, tag.key);
    const others = this.#byKey.get(address)?.filter((other) => other !== tag) ?? [];
    if (others.length === 0) this.#byKey.delete(address);
    else this.#byKey.set(address, others);
    if (tag.category === null) return;
    const place = addressOf(tag.type, tag.category);
    const sameCategory = this.#byCategory.get(place);
    sameCategory?.delete(tag);
    if (sameCategory?.size === 0) this.#byCategory.delete(place);
  }

  #bearers(type: TagType, key: string, category: string | null | undefined): ReadonlySet<EntityRecord> {
    const tags = this.#byKey.get(addressOf(type, key)) ?? [];
    const wanted = category === undefined ? tags : tags.filter((tag) => tag.category === category);
    const [first] = wanted;
    if (first === undefined) return nobody;
    return wanted.length === 1 ? first.bearers : new Set(wanted.flatMap((tag) => [...tag.bearers]));
  }

  #inCategories(type: TagType, categories: readonly (string | null)[]): EntityRecord[] {
    const found = new Set<EntityRecord>();
    for (const category of categories) {
      if (category === null) continue;
      for (const tag of this.#byCategory.get(addressOf(type, fold(category))) ?? []) {
        for (const bearer of tag.bearers) found.add(bearer);
      }
    }
    return sortedById(found);
  }
}

const nobody: ReadonlySet<EntityRecord> = new Set();

/** Aliases are names, and found as such: in any spelling of the same letters. */
function addressOf(type: TagType, name: string): string {
  return `${type}:${type === "alias" ? foldName(name) : name}`;
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}

function inAll(found: readonly ReadonlySet<EntityRecord>[]): EntityRecord[] {
  const [fewest = nobody, ...others] = found.toSorted((a, b) => a.size - b.size);
  return sortedById([...fewest].filter((record) => others.every((bearers) => bearers.has(record))));
}

function byHits(found: readonly ReadonlySet<EntityRecord>[]): EntityRecord[] {
  const hits = new Map<EntityRecord, number>();
  for (const bearers of found) for (const record of bearers) hits.set(record, (hits.get(record) ?? 0) + 1);
  return [...hits]
    .sort(([a, hitsOfA], [b, hitsOfB]) => hitsOfB - hitsOfA || a.id - b.id)
    .map(([record]) => record);
}

function sortedById(records: Iterable<EntityRecord>): EntityRecord[] {
  return [...records].sort((a, b) => a.id - b.id);
}
