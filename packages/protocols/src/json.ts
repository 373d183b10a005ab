/** What survives a trip through JSON unchanged. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** An object as JSON knows it: nothing in it is undefined. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
