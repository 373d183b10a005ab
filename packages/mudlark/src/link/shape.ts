import type { JsonObject, JsonValue } from "../base/json.ts";
import { countOf, type SessionId } from "../base/session-id.ts";

/** Says whether something that came out of `JSON.parse` is of a type. */
export type Guard<T> = (value: unknown) => value is T;

export const isText: Guard<string> = (value) => typeof value === "string";

export const isTruth: Guard<boolean> = (value) => typeof value === "boolean";

export const isNumber: Guard<number> = (value): value is number => Number.isFinite(value);

/** A whole number from 0. */
export const isCount: Guard<number> = (value): value is number =>
  isNumber(value) && Number.isSafeInteger(value) && value >= 0;

export const isSession: Guard<SessionId> = (value): value is SessionId =>
  isCount(value) && value < 2 ** 48 && countOf(value) > 0;

/** Everything that `JSON.parse` gives is a JSON value. */
export const isJson = (value: unknown): value is JsonValue => value !== undefined;

export const isJsonObject: Guard<JsonObject> = (value): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isJsonList: Guard<readonly JsonValue[]> = (value) => Array.isArray(value);

export function nullOr<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

export function oneOf<const T extends string>(...choices: readonly T[]): Guard<T> {
  return (value): value is T => choices.some((choice) => choice === value);
}

/** An object that has at least these properties. */
export function shape<T extends object>(fields: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  const entries: readonly [string, Guard<unknown>][] = Object.entries(fields);
  return (value): value is T => isJsonObject(value) && entries.every(([name, guard]) => guard(value[name]));
}

/** An object that has some of these properties and no other. */
export function partOf<T extends object>(fields: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<
  Partial<T>
> {
  const guards = new Map<string, Guard<unknown>>(Object.entries(fields));
  return (value): value is Partial<T> =>
    isJsonObject(value) && Object.keys(value).every((name) => guards.get(name)?.(value[name]) === true);
}
