import type { JsonValue } from "../json.ts";

const deepest = 32;
const dangerousKeys = ["__proto__", "constructor", "prototype"] as const;

/** What became of a JSON text from outside. */
export type SafeJson =
  | { readonly kind: "value"; readonly value: JsonValue }
  | { readonly kind: "notJson" }
  /** Nested deeper than anybody needs. */
  | { readonly kind: "tooDeep" };

/**
 * Parses JSON from outside. Keys that could change how objects behave are removed at every level; what is nested
 * deeper than 32 levels is refused before it is parsed.
 */
export function parseSafeJson(text: string): SafeJson {
  if (isTooDeep(text)) return { kind: "tooDeep" };
  try {
    const value: JsonValue = JSON.parse(text);
    removeDangerousKeys(value);
    return { kind: "value", value };
  } catch {
    return { kind: "notJson" };
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === "[" || character === "{") {
      depth += 1;
      if (depth > deepest) return true;
    } else if (character === "]" || character === "}") {
      depth -= 1;
    }
  }
  return false;
}

function removeDangerousKeys(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const key of dangerousKeys) {
    if (Object.hasOwn(value, key)) Reflect.deleteProperty(value, key);
  }
  for (const child of Object.values(value)) removeDangerousKeys(child);
}

/** Is this a JSON object, and not an array or null? */
export function isJsonObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
