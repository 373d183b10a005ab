import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../base/json.ts";

/** In bytes; it crosses the link and waits in the gateway. */
const mostServerData = 4096;

/**
 * A copy of what code wants to keep with a session.
 *
 * @throws RangeError when it is no plain JSON, or more than 4 KiB of it
 */
export function serverDataOf(data: JsonObject): JsonObject {
  const text = JSON.stringify(data);
  if (Buffer.byteLength(text) > mostServerData) {
    throw new RangeError(`a session keeps at most ${mostServerData} bytes of JSON, and this is more`);
  }
  const copy = JSON.parse(text) as JsonObject;
  if (isDeepStrictEqual(copy, data)) return copy;
  throw new RangeError("a session keeps plain JSON only: texts, numbers, truths, null, lists and objects");
}
