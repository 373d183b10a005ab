/** What kind of mark it is: permissions are stored beside the tags, aliases in a column of their own. */
export type TagType = "tag" | "permission" | "alias";

/** A mark on an entity. Key and category are trimmed and in lower case. */
export interface StoredTag {
  readonly type: TagType;
  readonly key: string;
  readonly category: string | null;
  /** Text that all bearers of the tag share. */
  readonly data: string | null;
}

/** The marks of one stored text. Everything in it is frozen. */
export interface TagList {
  readonly text: string | null;
  readonly tags: readonly StoredTag[];
}

export const noTags: TagList = Object.freeze({ text: null, tags: Object.freeze([]) });

/**
 * Reads a stored text: a JSON list of `"key"`, `["key", "category"]`, `["key", "category", "data"]` and
 * `["key", "category", "data", "permission"]`. What is not of that form is left out.
 *
 * @param type what those are that do not say
 */
export function parseTags(text: string | null, type: TagType): TagList {
  if (text === null) return noTags;
  const tags: StoredTag[] = [];
  for (const item of listIn(text)) {
    const parts: readonly unknown[] = Array.isArray(item) ? item : [item];
    const [key, category, data, itsType] = parts;
    if (typeof key !== "string") continue;
    tags.push(
      Object.freeze({
        type: itsType === "permission" ? itsType : type,
        key,
        category: typeof category === "string" ? category : null,
        data: typeof data === "string" ? data : null,
      }),
    );
  }
  return Object.freeze({ text, tags: Object.freeze(tags) });
}

/** The text that {@link parseTags} reads; null when there are none. */
export function printTags(tags: readonly StoredTag[]): string | null {
  if (tags.length === 0) return null;
  return JSON.stringify(
    tags.map(({ type, key, category, data }) => {
      if (type === "permission") return [key, category, data, type];
      if (data !== null) return [key, category, data];
      return category === null ? key : [key, category];
    }),
  );
}

function listIn(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
