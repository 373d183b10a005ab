import type { JsonValue } from "../base/json.ts";
import type { Command } from "../link/messages.ts";
import type { ClientFlags } from "../link/session-state.ts";

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

/**
 * The flags that a client asks for by `client_options` or `window_size` (`protocols.md` §1), for the time in which
 * no world is there to do it; what is no such wish, or no sensible one, is left out.
 */
export function clientWishes({ name, args, kwargs }: Command): ClientFlags {
  if (name === "window_size") return wishesOf({ SCREENWIDTH: args[0] ?? 0, SCREENHEIGHT: args[1] ?? 0 });
  return name === "client_options" ? wishesOf(kwargs) : {};
}

function wishesOf(wanted: Readonly<Record<string, JsonValue>>): ClientFlags {
  const flags: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(wanted)) {
    const flag = key.toUpperCase();
    const size = sizes[flag];
    const plain = names[flag];
    if (truths.has(flag)) flags[flag] = isTrue(value);
    else if (size !== undefined) setSize(flags, flag, value, size);
    else if (plain !== undefined && typeof value === "string") flags[plain] = value.slice(0, 128);
    else if (flag === "ENCODING" && typeof value === "string") flags[flag] = value.toLowerCase();
  }
  return flags;
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
