import { utf8Bytes, utf8Text } from "../bytes.ts";
import { isWireName } from "./oob-message.ts";
import { isJsonObject, parseSafeJson } from "./safe-json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { OobMessage } from "./oob-message.ts";

/** A GMCP message as it came: the name in the client's spelling, and its arguments. */
export interface GmcpMessage {
  /** The package, such as `Char.Vitals`. */
  readonly name: string;
  /** What stands in order. */
  readonly args: readonly JsonValue[];
  /** What has a name. */
  readonly kwargs: JsonObject;
}

/** Names that do not follow the rule, both ways (`protocols.md` §8). */
const fixedNames: readonly (readonly [packageName: string, messageName: string])[] = [
  ["Core.Supports.Get", "client_options"],
  ["Core.Commands.Get", "get_inputfuncs"],
  ["Char.Value.Get", "get_value"],
  ["Char.Repeat.Update", "repeat"],
  ["Char.Monitor.Update", "monitor"],
  ["Core.Hello", "hello"],
];
const messageNames = new Map(fixedNames.map(([packageName, name]) => [packageName.toLowerCase(), name]));
const packageNames = new Map(fixedNames.map(([packageName, name]) => [name, packageName]));

/**
 * Reads the payload of a GMCP subnegotiation. Null when it breaks a rule of `protocols.md` §8: a bad name, or data
 * nested too deep. Data that is no JSON is one argument, as it stands.
 */
export function parseGmcp(payload: Uint8Array): GmcpMessage | null {
  return parseGmcpText(utf8Text(payload));
}

/** The same for a payload that is text already, as in a frame of a WebSocket. */
export function parseGmcpText(text: string): GmcpMessage | null {
  const space = text.indexOf(" ");
  const name = space === -1 ? text : text.slice(0, space);
  if (!isWireName(name)) return null;
  const data = space === -1 ? "" : text.slice(space + 1);
  if (data.trim() === "") return { name, args: [], kwargs: {} };
  const parsed = parseSafeJson(data);
  if (parsed.kind === "tooDeep") return null;
  if (parsed.kind === "notJson") return { name, args: [data], kwargs: {} };
  return { name, ...argumentsOf(parsed.value) };
}

function argumentsOf(value: JsonValue): { args: readonly JsonValue[]; kwargs: JsonObject } {
  if (isJsonObject(value)) return { args: [], kwargs: value };
  if (!isJsonArray(value)) return { args: [value], kwargs: {} };
  const [first, second] = value;
  const both = value.length === 2 && first !== undefined && isJsonArray(first) && isJsonObject(second);
  return both ? { args: first, kwargs: second } : { args: value, kwargs: {} };
}

function isJsonArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The message that a package stands for: `Core.Xxx.Yyy` is `xxx_yyy`, `Aaa.Bbb` is `aaa_bbb`. */
export function messageNameOf(packageName: string): string {
  const lower = packageName.toLowerCase();
  const fixed = messageNames.get(lower);
  if (fixed !== undefined) return fixed;
  const own =
    lower.startsWith("core.") && lower.length > "core.".length ? lower.slice("core.".length) : lower;
  return own.replaceAll(".", "_");
}

/** The package under which a message is sent: `char_vitals` is `Char.Vitals`, `ping` is `Core.Ping`. */
export function packageNameOf(messageName: string): string {
  const fixed = packageNames.get(messageName);
  if (fixed !== undefined) return fixed;
  if (messageName.includes(".")) return messageName;
  const parts = messageName.split("_").map(capitalised);
  return parts.length > 1 ? parts.join(".") : `Core.${parts[0]}`;
}

/** Is this an answer to a request of its own kind, which the client gets whatever it said it supports? */
export function isFixedName(messageName: string): boolean {
  return packageNames.has(messageName);
}

function capitalised(part: string): string {
  if (part !== "" && part === part.toUpperCase()) return part;
  return part.charAt(0).toUpperCase() + part.slice(1).toLowerCase();
}

/** Payload of the GMCP subnegotiation that says this message. */
export function encodeGmcp(message: OobMessage): Uint8Array {
  return utf8Bytes(gmcpText(message));
}

/** The same as text: the name, and after a blank the JSON, if there is any. */
export function gmcpText(message: OobMessage): string {
  const name = packageNameOf(message.name);
  const data = gmcpData(message.args, message.kwargs);
  return data === undefined ? name : `${name} ${JSON.stringify(data)}`;
}

/** What a message's arguments look like as the one value that GMCP has room for; undefined when there is nothing. */
export function gmcpData(args: readonly JsonValue[], kwargs: JsonObject): JsonValue | undefined {
  const named = Object.keys(kwargs).length > 0;
  if (named) return args.length > 0 ? [args, kwargs] : kwargs;
  const [first, second] = args;
  // Two arguments that look like both would be read as both.
  const looksLikeBoth =
    args.length === 2 && first !== undefined && isJsonArray(first) && isJsonObject(second);
  if (looksLikeBoth) return [args, {}];
  return args.length > 1 ? args : args[0];
}
