/** How a value is compared with the text in a lock. */
export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

const comparisons = new Set<string>(["eq", "ne", "gt", "ge", "lt", "le"]);

/** @throws Error when there is no such comparison */
export function comparisonNamed(name: string): Comparison {
  const folded = name.toLowerCase();
  if (!comparisons.has(folded)) throw new Error(`"${name}" is not one of eq, ne, gt, ge, lt, le`);
  return folded as Comparison;
}

/**
 * Compares a value with a text. Equal means: as text, as number, or as what the text says ("true", "none"). The
 * others need numbers on both sides; without them the answer is no.
 */
export function compareWithText(value: unknown, text: string, comparison: Comparison): boolean {
  if (comparison === "eq") return isEqual(value, text);
  if (comparison === "ne") return !isEqual(value, text);
  const left = numberIn(value);
  const right = numberIn(text);
  switch (comparison) {
    case "gt":
      return left > right;
    case "ge":
      return left >= right;
    case "lt":
      return left < right;
    case "le":
      return left <= right;
  }
}

/** Is it something, rather than null, false, zero, or an empty text or container? */
export function isTruthy(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return Boolean(value);
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map || value instanceof Set) return value.size > 0;
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return !isPlain || Object.keys(value).length > 0;
}

function isEqual(value: unknown, text: string): boolean {
  if (typeof value === "string" && value === text) return true;
  if (typeof value === "boolean") return String(value) === text.toLowerCase();
  if (value === null) return /^(?:null|none)$/i.test(text);
  return numberIn(value) === numberIn(text);
}

/** NaN, which equals nothing, for whatever is not a number. */
function numberIn(value: unknown): number {
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}
