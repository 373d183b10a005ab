import type { Colour, RgbColour } from "../markup/colour.ts";
import { plainStyle, type Style } from "../markup/style.ts";
import { toBasic, toIndexed } from "./downsample.ts";
import type { TextAbilities } from "./text-abilities.ts";

/** How many colours a terminal shows. */
export type ColourDepth = Exclude<TextAbilities["colour"], "none">;

/** What a terminal has been told so far; a colour is the parameters that set it, or "" for the default. */
export interface SgrState {
  readonly foreground: string;
  readonly background: string;
  readonly bright: boolean;
  readonly underline: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly inverse: boolean;
  readonly blink: boolean;
}

/** The state that shows a style on a terminal of some depth of colour. */
export function sgrStateOf(style: Style, depth: ColourDepth): SgrState {
  if (style === plainStyle) return plainSgr;
  const { foreground, background, bright, underline, italic, strike, inverse, blink } = style;
  // On sixteen colours brightness is part of the colour, so a colour that must be made do with brings its own.
  const basic =
    depth === "16" && foreground !== null && foreground.kind !== "basic" ? toBasic(foreground) : null;
  return {
    foreground: basic === null ? foregroundOf(foreground, depth) : `3${basic.index}`,
    background: backgroundOf(background, depth),
    bright: basic?.bright ?? bright,
    underline,
    italic,
    strike,
    inverse,
    blink,
  };
}

export const plainSgr: SgrState = Object.freeze({
  foreground: "",
  background: "",
  bright: false,
  underline: false,
  italic: false,
  strike: false,
  inverse: false,
  blink: false,
});

/** The sequence that leads from one state to the other. Everything is reset only where nothing shall stay on. */
export function sgrChange(from: SgrState, to: SgrState): string {
  if (isPlain(to)) return isPlain(from) ? "" : "\x1B[0m";
  const parts: string[] = [];
  if (from.bright !== to.bright) parts.push(to.bright ? "1" : "22");
  if (from.italic !== to.italic) parts.push(to.italic ? "3" : "23");
  if (from.underline !== to.underline) parts.push(to.underline ? "4" : "24");
  if (from.blink !== to.blink) parts.push(to.blink ? "5" : "25");
  if (from.inverse !== to.inverse) parts.push(to.inverse ? "7" : "27");
  if (from.strike !== to.strike) parts.push(to.strike ? "9" : "29");
  if (from.foreground !== to.foreground) parts.push(to.foreground || "39");
  if (from.background !== to.background) parts.push(to.background || "49");
  return parts.length === 0 ? "" : `\x1B[${parts.join(";")}m`;
}

function isPlain(state: SgrState): boolean {
  if (state === plainSgr) return true;
  const { foreground, background, bright, underline, italic, strike, inverse, blink } = state;
  return !(foreground || background || bright || underline || italic || strike || inverse || blink);
}

function foregroundOf(colour: Colour | null, depth: ColourDepth): string {
  if (colour === null) return "";
  if (colour.kind === "basic") return `3${colour.index}`;
  return `38;${parametersOf(colour, depth)}`;
}

function backgroundOf(colour: Colour | null, depth: ColourDepth): string {
  if (colour === null) return "";
  if (depth === "16") return `4${toBasic(colour).index}`;
  if (colour.kind === "basic" && !colour.bright) return `4${colour.index}`;
  return `48;${parametersOf(colour, depth)}`;
}

function parametersOf(colour: Colour, depth: ColourDepth): string {
  return depth === "true" && colour.kind === "rgb" ? `2;${channelsOf(colour)}` : `5;${toIndexed(colour)}`;
}

function channelsOf({ red, green, blue }: RgbColour): string {
  return `${red};${green};${blue}`;
}
