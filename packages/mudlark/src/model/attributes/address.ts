const separator = "\u0000";

/**
 * Where an attribute is within its entity: key and category without regard to case, and what sort of attribute it is
 * (null for ordinary ones).
 */
export function attributeAddress(
  key: string,
  category: string | null = null,
  sort: string | null = null,
): string {
  if (category === null && sort === null) return key;
  return key + separator + (category ?? "") + (sort === null ? "" : separator + sort);
}

/** Keys and categories are compared, and kept, trimmed and in lower case. */
export function foldKey(text: string): string {
  return text.trim().toLowerCase();
}
