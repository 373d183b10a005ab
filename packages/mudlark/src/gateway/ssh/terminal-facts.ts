import { findCodec } from "@mudlark/protocols";
import { findEncoding } from "../../link/encodings.ts";
import type { ClientFlags } from "../../link/session-state.ts";

/** Columns and rows; 0 for unknown. */
export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** What a client says about its terminal. */
export interface TerminalFacts {
  /** Null when it has no terminal, as with `ssh -T`. */
  readonly term: string | null;
  readonly size: WindowSize;
  /** Those variables of its environment that count here. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Variables that a client may set; all others are ignored. */
export const heardVariables: ReadonlySet<string> = new Set([
  "LANG",
  "LC_ALL",
  "LC_CTYPE",
  "COLORTERM",
  "TERM",
]);

/** Terminals that show links (OSC 8); many others print the address as text, so nothing is guessed. */
const showsLinks = /^(?:xterm-)?(?:kitty|ghostty)$|^(?:foot|wezterm|alacritty|contour|konsole|rio)(?:-|$)/;
const manyColours = /-256color$|^(?:xterm|tmux|screen|rxvt)/;

/** What follows for how text is shown (`protocols.md` §12). */
export function terminalFlags(
  facts: TerminalFacts,
  defaults: { readonly clientWidth: number; readonly clientHeight: number },
): ClientFlags {
  const { term, size, environment } = facts;
  const { COLORTERM = "", TERM = "" } = environment;
  const name = term ?? TERM;
  const isTrueColour = /^(?:truecolor|24bit)$/i.test(COLORTERM) || name.endsWith("-direct");
  const encoding = encodingOf(facts);
  return {
    // A program without a terminal may still pass colours on to one.
    ANSI: term !== null || TERM !== "" || COLORTERM !== "",
    XTERM256: isTrueColour || manyColours.test(name),
    TRUECOLOR: isTrueColour,
    OSC8: term !== null && showsLinks.test(term),
    "UTF-8": encoding === "utf-8",
    ENCODING: encoding,
    SSL: true,
    TERM: name,
    ...sizeFlags(size, defaults),
  };
}

/** A size that is 0 or no number is unknown; others are taken within reason, as from telnet. */
export function sizeFlags(
  { columns, rows }: WindowSize,
  { clientWidth, clientHeight }: { readonly clientWidth: number; readonly clientHeight: number },
): ClientFlags {
  return {
    SCREENWIDTH: columns > 0 ? Math.min(500, Math.max(20, columns)) : clientWidth,
    SCREENHEIGHT: rows > 0 ? Math.min(500, Math.max(5, rows)) : clientHeight,
  };
}

/** How a terminal writes characters: as its locale says, in POSIX's order of precedence; UTF-8 if that says nothing. */
export function encodingOf({ environment }: TerminalFacts): string {
  const { LC_ALL, LC_CTYPE, LANG } = environment;
  const locale = LC_ALL || LC_CTYPE || LANG || "";
  const charset = /\.([\w-]+)/.exec(locale)?.[1] ?? "";
  return findCodec(charset, findEncoding)?.name ?? "utf-8";
}
