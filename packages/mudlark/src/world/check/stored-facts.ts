import { PagedNumbers } from "../../base/paged-numbers.ts";
import { parseTags, type StoredTag } from "../../model/tags/stored-tag.ts";
import type { EntityRow } from "../../store/rows.ts";
import { foldTag } from "./fold-tag.ts";
import { KnownNames } from "./known-names.ts";
import { nowhere } from "./location-cycles.ts";

/** What one row cannot tell: gathered from all of them first, in little room. */
export class StoredFacts {
  /** Id of an object → id of where it is, or `nowhere`. */
  readonly locations = new PagedNumbers();
  readonly names = new KnownNames();
  /** Kind → the highest id that somebody has. */
  readonly highestIds = new Map<string, number>();
  readonly #ids = new Map<string, PagedNumbers>();
  readonly #tagData = new Map<string, string>();

  add(row: EntityRow): void {
    const { kind, id } = row;
    if (kind === "object") this.locations.set(id, row.location ?? nowhere);
    else this.#idsOf(kind).set(id, 1);
    this.highestIds.set(kind, Math.max(id, this.highestIds.get(kind) ?? 0));
    this.names.add(row);
    for (const tag of tagsOf(row)) if (tag.data !== null) this.#tagData.set(tagKey(kind, tag), tag.data);
  }

  has(kind: string, id: number): boolean {
    return kind === "object" ? this.locations.has(id) : (this.#ids.get(kind)?.has(id) ?? false);
  }

  /** What all bearers of the tag share: the text that its last bearer has of it. */
  dataOf(kind: string, tag: StoredTag): string | null {
    return this.#tagData.get(tagKey(kind, tag)) ?? null;
  }

  #idsOf(kind: string): PagedNumbers {
    let ids = this.#ids.get(kind);
    if (ids === undefined) this.#ids.set(kind, (ids = new PagedNumbers()));
    return ids;
  }
}

function* tagsOf(row: EntityRow): Generator<StoredTag> {
  yield* parseTags(row.tags, "tag").tags;
  yield* parseTags(row.aliases, "alias").tags;
}

function tagKey(kind: string, tag: StoredTag): string {
  const { type, key, category } = foldTag(tag);
  return JSON.stringify([kind, type, key, category]);
}
