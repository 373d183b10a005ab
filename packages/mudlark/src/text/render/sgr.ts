import type { Colour, Style } from "../markup/style.ts";
import { plainStyle } from "../markup/style.ts";
import { toBasic, toIndexed } from "./downsample.ts";
import type { TextAbilities } from "./text-abilities.ts";

/** What a terminal has been told so far; every part is the parameters that set it, or "" for its default. */
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

type Depth = Exclude<TextAbilities["colour"], "none">;

/** The state that shows a style on a terminal of some depth of colour. */
export function sgrStateOf(style: Style, depth: Depth): SgrState {
  const foreground = foregroundOf(style, depth);
  return {
    ...foreground,
    background: style.background === null ? "" : backgroundOf(style.background, depth),
    underline: style.underline,
    italic: style.italic,
    strike: style.strike,
    inverse: style.inverse,
    blink: style.blink,
  };
}

export const plainSgr: SgrState = sgrStateOf(plainStyle, "16");

/** The shortest sequence that leads from one state to the other; nothing else is touched. */
export function sgrChange(from: SgrState, to: SgrState): string {
  if (isPlain(to)) return isPlain(from) ? "" : "\u001B[0m";
  const parts: string[] = [];
  if (from.bright !== to.bright) parts.push(to.bright ? "1" : "22");
  flag(parts, from.underline, to.underline, "4", "24");
  flag(parts, from.italic, to.italic, "3", "23");
  flag(parts, from.strike, to.strike, "9", "29");
  flag(parts, from.inverse, to.inverse, "7", "27");
  flag(parts, from.blink, to.blink, "5", "25");
  if (from.foreground !== to.foreground) parts.push(to.foreground === "" ? "39" : to.foreground);
  if (from.background !== to.background) parts.push(to.background === "" ? "49" : to.background);
  return parts.length === 0 ? "" : `\u001B[${parts.join(";")}m`;
}

export function isPlain(state: SgrState): boolean {
  const { foreground, background, bright, underline, italic, strike, inverse, blink } = state;
  return (
    foreground === "" && background === "" && !(bright || underline || italic || strike || inverse || blink)
  );
}

function foregroundOf(style: Style, depth: Depth): Pick<SgrState, "foreground" | "bright"> {
  const { foreground: colour, bright } = style;
  if (colour === null) return { foreground: "", bright };
  if (colour.kind === "basic") return { foreground: `3${colour.index}`, bright };
  if (depth === "true" && colour.kind === "rgb") return { foreground: `38;2;${rgb(colour)}`, bright };
  if (depth !== "16") return { foreground: `38;5;${toIndexed(colour)}`, bright };
  const basic = toBasic(colour);
  return { foreground: `3${basic.index}`, bright: basic.bright };
}

function backgroundOf(colour: Colour, depth: Depth): string {
  if (depth === "true" && colour.kind === "rgb") return `48;2;${rgb(colour)}`;
  if (colour.kind === "basic" && !colour.bright) return `4${colour.index}`;
  if (depth === "16") return `4${toBasic(colour).index}`;
  return `48;5;${toIndexed(colour)}`;
}

function rgb({ red, green, blue }: Extract<Colour, { kind: "rgb" }>): string {
  return `${red};${green};${blue}`;
}

function flag(parts: string[], from: boolean, to: boolean, on: string, off: string): void {
  if (from !== to) parts.push(to ? on : off);
}
