import type { JsonObject, JsonValue } from "../../base/json.ts";

/** What of a text a client can show. Two clients with equal abilities get equal bytes. */
export interface TextAbilities {
  readonly colour: "none" | "16" | "256" | "true";
  readonly screenReader: boolean;
  readonly commandLinks: "none" | "osc8" | "mxp" | "mslp";
  readonly urlLinks: "none" | "osc8" | "mxp";
  /** Regular expression of decoration that screen readers are spared. */
  readonly strip: string;
  /** Send the text as it is, markup and all; for trusted code only. */
  readonly raw: boolean;
}

export interface TextSettings {
  readonly screenReaderStrip: string;
}

/**
 * The abilities behind a client's flags (`protocols.md` §1). Options of one message override the flags for that
 * message.
 */
export function abilitiesOf(
  flags: Readonly<Record<string, JsonValue>>,
  options: JsonObject,
  settings: TextSettings,
): TextAbilities {
  const is = (flag: string, option: string): boolean => {
    const value = options[option];
    return value === undefined ? flags[flag] === true : value === true;
  };
  const screenReader = is("SCREENREADER", "screenreader");
  const [osc8, mxp] = [flags.OSC8 === true, is("MXP", "mxp")];
  return {
    colour: colourOf(is, screenReader),
    screenReader,
    commandLinks: screenReader ? "none" : commandLinksOf(flags, mxp),
    urlLinks: screenReader ? "none" : osc8 ? "osc8" : mxp ? "mxp" : "none",
    strip: screenReader ? settings.screenReaderStrip : "",
    raw: is("RAW", "raw"),
  };
}

/** Names the abilities, for a cache. */
export function abilitiesKey(abilities: TextAbilities): string {
  const { colour, screenReader, commandLinks, urlLinks, raw } = abilities;
  return `${colour} ${screenReader ? "aloud" : ""} ${commandLinks} ${urlLinks} ${raw ? "raw" : ""}`;
}

function colourOf(
  is: (flag: string, option: string) => boolean,
  screenReader: boolean,
): TextAbilities["colour"] {
  if (screenReader || is("NOCOLOR", "nocolor") || !is("ANSI", "ansi")) return "none";
  if (is("TRUECOLOR", "truecolor")) return "true";
  return is("XTERM256", "xterm256") ? "256" : "16";
}

function commandLinksOf(
  flags: Readonly<Record<string, JsonValue>>,
  mxp: boolean,
): TextAbilities["commandLinks"] {
  if (flags.OSC8_SEND === true) return "osc8";
  if (mxp) return "mxp";
  return flags.MSLP === true ? "mslp" : "none";
}
