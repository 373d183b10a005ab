import { clampColumns, clampLines } from "./options/window-size.ts";
import type { JsonValue } from "../json.ts";
import type { ClientFlags, ClientFlagsPatch } from "./client-flags.ts";

const switches = [
  "ANSI",
  "XTERM256",
  "TRUECOLOR",
  "MXP",
  "OSC8",
  "SCREENREADER",
  "AUTORESIZE",
  "NOCOLOR",
  "RAW",
  "NOGOAHEAD",
  "NOPKEEPALIVE",
  "LOCALECHO",
  "INPUTDEBUG",
  "ISTYPING",
] as const;
const longestName = 128;

type MutablePatch = { -readonly [Name in keyof ClientFlags]?: ClientFlags[Name] };

/** What a player's wishes come down to. */
export interface ChosenFlags {
  readonly flags: ClientFlagsPatch;
  /** The encoding that was asked for; null when none was. */
  readonly encoding: string | null;
}

/**
 * Picks the flags that a player or client may set (`protocols.md` §1) out of `patch`. Values of a wrong type and
 * unknown names are left out, sizes are brought into bounds, and what already is so is no wish.
 */
export function chosenFlags(patch: Readonly<Record<string, JsonValue>>, current: ClientFlags): ChosenFlags {
  const flags: MutablePatch = { ...names(patch), ...sizes(patch) };
  for (const name of switches) {
    const value = patch[name];
    if (typeof value === "boolean" && value !== current[name]) flags[name] = value;
  }
  if (flags.TRUECOLOR === true) flags.XTERM256 = true;
  else if (flags.XTERM256 === false) flags.TRUECOLOR = false;
  return { flags, encoding: chosenEncoding(patch, current) };
}

function names(patch: Readonly<Record<string, JsonValue>>): MutablePatch {
  const { CLIENTNAME, CLIENTVERSION } = patch;
  const chosen: MutablePatch = {};
  if (typeof CLIENTNAME === "string") chosen.CLIENTNAME = CLIENTNAME.slice(0, longestName);
  if (typeof CLIENTVERSION === "string") chosen.CLIENTVERSION = CLIENTVERSION.slice(0, longestName);
  return chosen;
}

function sizes(patch: Readonly<Record<string, JsonValue>>): MutablePatch {
  const { SCREENWIDTH, SCREENHEIGHT } = patch;
  const chosen: MutablePatch = {};
  if (isWhole(SCREENWIDTH)) chosen.SCREENWIDTH = clampColumns(SCREENWIDTH);
  if (isWhole(SCREENHEIGHT)) chosen.SCREENHEIGHT = clampLines(SCREENHEIGHT);
  return chosen;
}

function isWhole(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isInteger(value);
}

function chosenEncoding(patch: Readonly<Record<string, JsonValue>>, current: ClientFlags): string | null {
  const { ENCODING } = patch;
  if (typeof ENCODING === "string" && ENCODING !== current.ENCODING) return ENCODING;
  const utf8 = patch["UTF-8"];
  if (typeof utf8 !== "boolean" || utf8 === (current.ENCODING === "utf-8")) return null;
  return utf8 ? "utf-8" : "us-ascii";
}
