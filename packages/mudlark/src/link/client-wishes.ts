import { findCodec } from "@mudlark/protocols";
import type { JsonValue } from "../base/json.ts";
import { findEncoding } from "./encodings.ts";
import type { Command } from "./messages.ts";
import type { ClientFlags } from "./session-state.ts";

const truths = new Set([
  "ANSI",
  "XTERM256",
  "TRUECOLOR",
  "MXP",
  "OSC8",
  "UTF-8",
  "SCREENREADER",
  "AUTORESIZE",
  "NOCOLOR",
  "RAW",
  "NOGOAHEAD",
  "NOPKEEPALIVE",
  "LOCALECHO",
  "INPUTDEBUG",
  "ISTYPING",
]);
const sizes: Readonly<Record<string, readonly [least: number, most: number]>> = {
  SCREENWIDTH: [20, 500],
  SCREENHEIGHT: [5, 500],
};
const names: Readonly<Record<string, string>> = { CLIENT: "CLIENTNAME", VERSION: "CLIENTVERSION" };

/** Every flag that a client or its player may set (`protocols.md` §1), in the order of the alphabet. */
export const settableFlags: readonly string[] = [
  ...truths,
  ...Object.keys(sizes),
  ...Object.values(names),
  "ENCODING",
].sort();

/** Is it a flag whose value is yes or no? */
export function isTruthFlag(flag: string): boolean {
  return truths.has(flag);
}

/**
 * The flags that a client asks for by `client_options` or `window_size` (`protocols.md` §1); what is no such wish, or
 * no sensible one, is left out.
 */
export function clientWishes({ name, args, kwargs }: Command): ClientFlags {
  if (name === "window_size") return wishesOf({ SCREENWIDTH: args[0] ?? 0, SCREENHEIGHT: args[1] ?? 0 });
  return name === "client_options" ? wishesOf(kwargs) : {};
}

/** Flags out of what somebody wishes, by the names of the flags in any case; `client` and `version` are names, too. */
export function wishesOf(wanted: Readonly<Record<string, JsonValue>>): ClientFlags {
  const flags: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(wanted)) {
    const flag = key.toUpperCase();
    const size = sizes[flag];
    const plain = names[flag];
    if (truths.has(flag)) flags[flag] = isTrue(value);
    else if (size !== undefined) setSize(flags, flag, value, size);
    else if (plain !== undefined && typeof value === "string") flags[plain] = value.slice(0, 128);
    else if (flag === "ENCODING" && typeof value === "string") setEncoding(flags, value);
  }
  return flags;
}

/** One that nobody could write would leave the player without text. */
function setEncoding(flags: Record<string, JsonValue>, wanted: string): void {
  const known = findCodec(wanted, findEncoding);
  if (known !== null) flags.ENCODING = known.name;
}

function setSize(
  flags: Record<string, JsonValue>,
  flag: string,
  value: JsonValue,
  [least, most]: readonly [number, number],
): void {
  const size = Math.trunc(Number(value));
  if (size > 0) flags[flag] = Math.min(most, Math.max(least, size));
}

function isTrue(value: JsonValue): boolean {
  return value === true || value === 1 || (typeof value === "string" && /^(true|on|1)$/i.test(value));
}
