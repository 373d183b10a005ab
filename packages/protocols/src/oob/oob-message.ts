import type { JsonObject, JsonValue } from "../json.ts";

/** An out-of-band message: what every wire form comes from and leads to (`protocols.md` §1). */
export interface OobMessage {
  /** Lower case, parts joined by `_`. */
  readonly name: string;
  /** What stands in order. */
  readonly args: readonly JsonValue[];
  /** What has a name. */
  readonly kwargs: JsonObject;
}

/** Names that clients may send. */
export function isWireName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(name);
}
