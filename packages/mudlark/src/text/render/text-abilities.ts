import type { JsonObject, JsonValue } from "../../base/json.ts";

/** What of a text a client can show. Two clients with equal abilities get equal text. */
export interface TextAbilities {
  readonly colour: "none" | "16" | "256" | "true";
  readonly screenReader: boolean;
  /** `osc8-prompt`: a click puts the command on the input line and sends nothing. */
  readonly commandLinks: "none" | "osc8" | "osc8-prompt" | "mxp" | "mslp";
  /** Of links that put a command on the input line. */
  readonly prefillLinks: "none" | "osc8" | "mxp";
  readonly urlLinks: "none" | "osc8" | "mxp";
  /** Regular expression (with the `u` flag) of decoration that screen readers are spared; "" for none. */
  readonly strip: string;
  /** Send markup unparsed. */
  readonly raw: boolean;
  /** Leave control characters in raw text: game code vouches for it. */
  readonly trusted: boolean;
}

export interface TextSettings {
  readonly screenReaderStrip: string;
  /** May links be framed for MSLP (`telnet.mslp`)? Default: no. */
  readonly mslp?: boolean;
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
  const screenReader = wish(options.screenreader) ?? flags.SCREENREADER === true;
  const colour = screenReader ? "none" : colourOf(flags, options);
  const raw = wish(options.raw) ?? flags.RAW === true;
  return {
    colour,
    screenReader,
    ...(colour === "none" ? withoutLinks : linksOf(flags, options, settings)),
    strip: screenReader ? settings.screenReaderStrip : "",
    raw,
    // A player who asks for raw text still gets nothing that another player smuggled in.
    trusted: options.raw === true,
  };
}

/** Names the abilities, for a cache. */
export function abilitiesKey(abilities: TextAbilities): string {
  if (abilities.raw) return abilities.trusted ? "raw trusted" : "raw";
  if (abilities.screenReader) return `aloud ${abilities.strip}`;
  const { colour, commandLinks, prefillLinks, urlLinks } = abilities;
  return `${colour} ${commandLinks} ${prefillLinks} ${urlLinks}`;
}

function wish(option: JsonValue | undefined): boolean | undefined {
  return typeof option === "boolean" ? option : undefined;
}

function colourOf(flags: Readonly<Record<string, JsonValue>>, options: JsonObject): TextAbilities["colour"] {
  const hidden = wish(options.nocolor) ?? flags.NOCOLOR === true;
  const ansi = wish(options.ansi) ?? flags.ANSI !== false;
  if (hidden || !ansi) return "none";
  // Who can show every colour can show 256, and who must not show 256 must not show more.
  const indexed = wish(options.xterm256);
  if (wish(options.truecolor) ?? (indexed !== false && flags.TRUECOLOR === true)) return "true";
  return (indexed ?? (flags.XTERM256 === true || flags.TRUECOLOR === true)) ? "256" : "16";
}

type Links = Pick<TextAbilities, "commandLinks" | "prefillLinks" | "urlLinks">;

const withoutLinks: Links = { commandLinks: "none", prefillLinks: "none", urlLinks: "none" };

/** The best way there is for each kind of link (`protocols.md` §9). */
function linksOf(
  flags: Readonly<Record<string, JsonValue>>,
  options: JsonObject,
  settings: TextSettings,
): Links {
  const mxp = wish(options.mxp) ?? flags.MXP === true;
  return {
    commandLinks: commandLinksOf(flags, mxp, settings),
    prefillLinks: flags.OSC8_PROMPT === true ? "osc8" : mxp ? "mxp" : "none",
    urlLinks: flags.OSC8 === true ? "osc8" : mxp ? "mxp" : "none",
  };
}

function commandLinksOf(
  flags: Readonly<Record<string, JsonValue>>,
  mxp: boolean,
  settings: TextSettings,
): TextAbilities["commandLinks"] {
  if (flags.OSC8_SEND === true) return "osc8";
  if (mxp) return "mxp";
  if (flags.OSC8_PROMPT === true) return "osc8-prompt";
  return flags.MSLP === true && settings.mslp === true ? "mslp" : "none";
}
