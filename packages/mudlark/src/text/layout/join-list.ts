/**
 * Puts names into a sentence.
 *
 * @example
 * joinList(["an apple", "two coins", "a zebra"]) // "an apple, two coins, and a zebra"
 */
export function joinList(items: readonly string[], conjunction = "and"): string {
  if (items.length <= 1) return items[0] ?? "";
  if (items.length === 2) return `${items[0]} ${conjunction} ${items[1]}`;
  return `${items.slice(0, -1).join(", ")}, ${conjunction} ${items.at(-1)}`;
}
