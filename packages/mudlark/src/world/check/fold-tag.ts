import type { StoredTag } from "../../model/tags/stored-tag.ts";

/** A tag as it should be written: trimmed and in lower case. */
export function foldTag(tag: StoredTag): StoredTag {
  return {
    ...tag,
    key: tag.key.trim().toLowerCase(),
    category: (tag.category?.trim().toLowerCase() ?? "") || null,
  };
}
