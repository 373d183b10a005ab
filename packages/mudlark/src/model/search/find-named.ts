import type { EntityRecord } from "../entity/entity-record.ts";
import type { TagIndex } from "../tags/tag-index.ts";
import type { NameIndex } from "./name-index.ts";
import { searchableName } from "./searchable-name.ts";

/** What names are to be like. */
export interface NameQuery {
  readonly text: string;
  readonly match: "contains" | "begins" | "equals";
  /** Only content types such as `room`. Default: all. */
  readonly contents?: readonly string[];
}

/** The names of one kind of entity: keys, and aliases, which are kept as tags. */
export interface NameSource {
  readonly names: NameIndex;
  readonly tags: TagIndex;
}

/** Everything with a key or alias that passes, in any case, by id. */
export function findNamed(
  { names, tags }: NameSource,
  { text, match, contents = [] }: NameQuery,
): EntityRecord[] {
  const wanted = searchableName(text);
  const passes = (name: string): boolean =>
    match === "contains" ? name.includes(wanted) : name.startsWith(wanted);
  const found =
    match === "equals"
      ? [...names.keyed(wanted), ...tags.aliased(wanted)]
      : [...names.keyedLike(passes), ...tags.aliasedLike(passes)];
  return [...new Set(found)]
    .filter((record) => contents.length === 0 || contents.includes(record.content))
    .sort((a, b) => a.id - b.id);
}
