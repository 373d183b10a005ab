import type { JsonObject, JsonValue } from "../../base/json.ts";

/** Facts for clients by name; those that are `undefined` are left out. */
export type ClientFacts = Readonly<Record<string, JsonValue | undefined>>;

/** What there is of the facts. */
export function knownFacts(facts: ClientFacts): JsonObject {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** The same under names in lower case. */
export function byLowerCase(facts: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name.toLowerCase(), value]));
}
