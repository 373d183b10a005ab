import { Entity, escapeMarkup } from "../../../api.ts";

/** A stored value as builders see it among others: short, and never as markup. */
export function showValue(value: unknown): string {
  return escapeMarkup(crop(write(value, 3), 1000));
}

/** The same when it is all that they have asked for. */
export function showWholeValue(value: unknown): string {
  return escapeMarkup(crop(write(value, deepest), 20_000));
}

/** Values may be as deep as that. */
const deepest = 200;

function write(value: unknown, depth: number): string {
  if (value instanceof Entity) return `${value.key} (${value.ref})`;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return `Map ${write([...value], depth)}`;
  if (value instanceof Set) return `Set ${write([...value], depth)}`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (depth === 0) return "…";
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth - 1)).join(", ")}]`;
  const fields = Object.entries(value).map(([key, item]) => `${key}: ${write(item, depth - 1)}`);
  return `{${fields.join(", ")}}`;
}

function crop(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)} …` : text;
}
