import { MudlarkError } from "../../base/errors.ts";

const longestKey = 255;
const longestCategory = 128;
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

/** Keys and categories are compared, and kept, trimmed and in lower case; NUL, which parts them, is never in them. */
export function foldKey(text: string): string {
  const folded = text.trim().toLowerCase();
  return folded.includes(separator) ? folded.replaceAll(separator, "") : folded;
}

/** Can there be an attribute? @throws MudlarkError ATTRIBUTE_KEY */
export function checkPlace({
  key,
  category,
}: {
  readonly key: string;
  readonly category: string | null;
}): void {
  for (const [what, text, most] of [
    ["key", key, longestKey],
    ["category", category ?? "", longestCategory],
  ] as const) {
    if (text.length <= most) continue;
    const beginning = `${text.slice(0, 40)}…`;
    throw new MudlarkError(
      "ATTRIBUTE_KEY",
      `the ${what} of an attribute may have ${most} letters, not ${text.length}: "${beginning}"`,
    );
  }
}
