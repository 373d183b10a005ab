import { cleanLine, parseSafeJson, stripLinkMarkup } from "@mudlark/protocols";
import type { JsonObject, JsonValue } from "../../../base/json.ts";
import type { Command } from "../../../link/messages.ts";

/** What a frame of a native WebSocket protocol says. */
export type NativeFrame =
  | { readonly type: "line"; readonly text: string; readonly kwargs: JsonObject }
  | { readonly type: "command"; readonly command: Command }
  /** The client says goodbye. */
  | { readonly type: "quit" };

const namePattern = /^[a-z_][a-z0-9_.]{0,63}$/;

/**
 * Reads `[name, args, kwargs]`; kwargs may be missing. Null for everything else, which is ignored and counted
 * (`protocols.md` §13). A text may have several lines and is still one message.
 */
export function parseNativeFrame(frame: string): NativeFrame | null {
  const json = parseSafeJson(frame);
  if (json.kind !== "value" || !Array.isArray(json.value)) return null;
  const [rawName, args, kwargs = {}] = json.value as readonly JsonValue[];
  if (typeof rawName !== "string" || !Array.isArray(args) || !isObject(kwargs)) return null;
  const name = rawName.toLowerCase();
  if (!isMessageName(name)) return null;
  if (name === "websocket_close") return { type: "quit" };
  if (name === "text") return lineOf(args, kwargs);
  return { type: "command", command: { name, args, kwargs } };
}

/** Can a message be called that? */
export function isMessageName(name: string): boolean {
  return namePattern.test(name);
}

function lineOf([text]: readonly JsonValue[], kwargs: JsonObject): NativeFrame | null {
  if (typeof text !== "string") return null;
  const lines = text.split(/\r\n|\r|\n/).map((line) => stripLinkMarkup(cleanLine(line)));
  return { type: "line", text: lines.join("\n"), kwargs };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
