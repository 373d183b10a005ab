import { findCodec } from "@mudlark/protocols";
import type { JsonObject, JsonValue } from "../base/json.ts";
import { Entity } from "../model/entity/entity.ts";

/** How payloads are read, and who hears of what is wrong with them. */
export interface PayloadReader {
  /** Of byte strings: the flag ENCODING of whoever receives them. */
  readonly encoding: string;
  /** @param problem a sentence for the log */
  report(problem: string, error?: unknown): void;
}

export interface Payload {
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
}

/**
 * What game code gives out of band, as positional and named arguments (`sessions.md` §14): nothing is neither, a value
 * is the first argument, a list the arguments, an object, alone or at the end of a list, the named ones. Entities
 * become their names, bytes text, and what JSON cannot say the string that it converts to.
 *
 * @throws whatever reading the payload throws
 * @example
 * payloadOf([1, 2, { unit: "hp" }], reader); // { args: [1, 2], kwargs: { unit: "hp" } }
 */
export function payloadOf(given: unknown, reader: PayloadReader): Payload {
  const value = plain(given, reader, []);
  if (value === null || value === "") return { args: [], kwargs: {} };
  if (!isList(value)) return isObject(value) ? { args: [], kwargs: value } : { args: [value], kwargs: {} };
  const last = value.at(-1);
  if (!isObject(last)) return { args: value, kwargs: {} };
  const [first] = value;
  const isPair = value.length === 2 && first !== undefined && isList(first);
  return { args: isPair ? first : value.slice(0, -1), kwargs: last };
}

/** @param around the lists and objects that the value is in */
function plain(value: unknown, reader: PayloadReader, around: readonly object[]): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object") return exotic(value, reader);
  if (value instanceof Entity) return value.key;
  if (value instanceof Uint8Array) return textOf(value, reader);
  if (around.includes(value) || around.length >= deepest) return exotic(value, reader);
  const inside = [...around, value];
  if (Array.isArray(value)) return value.map((each: unknown) => plain(each, reader, inside));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return exotic(value, reader);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [key, plain(each, reader, inside)]),
  );
}

/** Lists and objects inside each other; more would not be read by any client. */
const deepest = 32;

function exotic(value: unknown, reader: PayloadReader): string {
  const text = Array.isArray(value) ? "[...]" : String(value);
  reader.report(`something that JSON cannot say was sent as the text ${JSON.stringify(text.slice(0, 100))}`);
  return text;
}

function textOf(bytes: Uint8Array, reader: PayloadReader): string {
  const found = findCodec(reader.encoding);
  if (found !== null && found.name !== "utf-8") return found.codec.decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    reader.report("bytes that are no text were sent as nothing");
    return "";
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
