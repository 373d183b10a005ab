import { colourLetters } from "./codes.ts";
import { hexOf, sameColour, type Colour } from "./colour.ts";
import { linkLetters, linkTarget, type Link } from "./link.ts";
import { escapeMarkup } from "./plain-text.ts";
import type { Run } from "./run.ts";
import { plainStyle, sameStyle, type Style } from "./style.ts";

/** Runs as markup again. Colours and links are closed at the end, so that the pieces of a cut text stand alone. */
export function writeMarkup(runs: Iterable<Run>): string {
  let markup = "";
  let shown = plainStyle;
  let open: Link | null = null;
  for (const { text, style, link } of runs) {
    if (link !== open) {
      markup += (open === null ? "" : "|le") + (link === null ? "" : openLink(link));
      open = link;
    }
    if (!sameStyle(style, shown)) {
      markup += codesBetween(shown, style);
      shown = sameStyle(style, plainStyle) ? plainStyle : style;
    }
    markup += escapeMarkup(text);
  }
  return markup + (open === null ? "" : "|le") + codesBetween(shown, plainStyle);
}

function openLink(link: Link): string {
  return `|l${linkLetters[link.kind]}${linkTarget(link)}|lt`;
}

function codesBetween(from: Style, to: Style): string {
  if (sameStyle(to, plainStyle)) return from === plainStyle ? "" : "|n";
  if (needsReset(from, to)) return `|n${codesBetween(plainStyle, to)}`;
  let codes = foregroundCodes(from, to);
  const { background } = to;
  if (background !== null && !sameColour(from.background, background)) codes += backgroundCode(background);
  if (from.underline !== to.underline) codes += to.underline ? "|u" : "|U";
  if (from.italic !== to.italic) codes += to.italic ? "|i" : "|I";
  if (from.strike !== to.strike) codes += to.strike ? "|s" : "|S";
  if (from.inverse !== to.inverse) codes += "|*";
  if (from.blink !== to.blink) codes += "|^";
  return codes;
}

/** Some things have no code of their own that ends them. */
function needsReset(from: Style, to: Style): boolean {
  return (
    (from.foreground !== null && to.foreground === null) ||
    (from.background !== null && to.background === null) ||
    (from.inverse && !to.inverse) ||
    (from.blink && !to.blink)
  );
}

function foregroundCodes(from: Style, { foreground, bright }: Style): string {
  const brightness = from.bright === bright ? "" : bright ? "|h" : "|H";
  if (foreground === null || sameColour(from.foreground, foreground)) return brightness;
  if (foreground.kind === "basic") return `|${letterOf(foreground.index, bright)}`;
  return `${brightness}|${exactCode(foreground)}`;
}

function backgroundCode(colour: Colour): string {
  return `|[${colour.kind === "basic" ? letterOf(colour.index, colour.bright) : exactCode(colour)}`;
}

function letterOf(index: number, bright: boolean): string {
  const letter = colourLetters[index] ?? "w";
  return bright ? letter : letter.toUpperCase();
}

/** Always the long form of an exact colour: letters that follow must not become part of it. */
function exactCode(colour: Exclude<Colour, { kind: "basic" }>): string {
  if (colour.kind === "rgb") return hexOf(colour);
  if (colour.index >= 232) return `=${String.fromCharCode("b".charCodeAt(0) + colour.index - 232)}`;
  return (colour.index - 16).toString(6).padStart(3, "0");
}
