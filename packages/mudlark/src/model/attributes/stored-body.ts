import type { JsonObject, JsonValue } from "../../base/json.ts";

/** What is written of an attribute besides key, value and category, if it is not as usual. */
export interface AttributeExtras {
  /** Sort, such as `nick`. */
  readonly s?: string;
  /** Milliseconds from the creation of the entity to that of the attribute. */
  readonly t?: number;
  /** Lock string. */
  readonly l?: string;
  /** Version. */
  readonly v?: number;
  /** Text in the place of the value. */
  readonly x?: string;
}

export type AttributeJson = readonly [
  key: string,
  value: JsonValue,
  category?: string | null,
  extras?: AttributeExtras,
];

/** The form in which attributes, permissions and the fields of a kind are stored. */
export interface BodyJson {
  /** Fields of the kind, permissions. */
  readonly f?: JsonObject;
  /** Attributes in the order of their creation. */
  readonly a?: readonly AttributeJson[];
}

/**
 * Reads a stored text.
 *
 * @throws SyntaxError, TypeError when it is not of that form
 */
export function parseBody(text: string): BodyJson {
  const body: unknown = JSON.parse(text);
  if (!isObject(body)) throw new TypeError("it is no object");
  const { f, a } = body;
  if (f !== undefined && !isObject(f)) throw new TypeError("its fields are no object");
  if (a !== undefined && !(Array.isArray(a) && a.every(isAttribute))) {
    throw new TypeError("its attributes are no list of attributes");
  }
  return body;
}

/** A body that keeps, in attributes of its own, what could not be read: a person may still make something of it. */
export function withUnreadable(body: BodyJson, texts: Readonly<Record<string, string>>): BodyJson {
  const kept = Object.entries(texts).map(([what, text]): AttributeJson => [
    `unreadable ${what}`,
    text,
    "mudlark",
  ]);
  return { ...body, a: [...(body.a ?? []), ...kept] };
}

function isAttribute(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2) return false;
  const [key, , category = null, extras = {}] = value as readonly unknown[];
  return typeof key === "string" && (category === null || typeof category === "string") && isObject(extras);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
