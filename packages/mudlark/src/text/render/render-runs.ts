import { hexOf, type Colour } from "../markup/colour.ts";
import type { Link } from "../markup/link.ts";
import { runsOf, type Markup } from "../markup/parsed-markup.ts";
import type { Run } from "../markup/run.ts";

/** A piece of text with what is special about it. What is not there is off, or the default colour. */
type StyledRun = {
  readonly text: string;
  /** From 0 to 7 the eight basic colours, from 16 to 255 those of xterm, else `#rrggbb`. */
  readonly fg?: number | string;
  /** As `fg`; also from 8 to 15 the eight in bright. */
  readonly bg?: number | string;
  /** With one of the eight colours: that colour in bright; else: bold. */
  readonly bright?: true;
  readonly underline?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly inverse?: true;
  readonly blink?: true;
  /** Neighbours with equal links are one link. */
  readonly link?: {
    readonly kind: Link["kind"];
    readonly target: string;
    /** Of a menu; its target is its heading. */
    readonly choices?: Link["choices"];
  };
};

/** A text as plain data; a piece with nothing special about it is a string. */
export type TextRuns = readonly (string | StyledRun)[];

/**
 * Markup as plain data for our own clients (`v1.mudlark`): a list of texts, and of objects for what has a style or a
 * link. A client builds elements from it and never parses anything.
 *
 * @example
 * renderRuns("a |rred|n word") // ["a ", { text: "red", fg: 1, bright: true }, " word"]
 */
export function renderRuns(markup: Markup): TextRuns {
  return runsOf(markup).map(runData);
}

const switches = ["bright", "underline", "italic", "strike", "inverse", "blink"] as const;

function runData({ text, style, link }: Run): string | StyledRun {
  const data: { -readonly [Key in keyof StyledRun]: StyledRun[Key] } = { text };
  if (style.foreground !== null) data.fg = colourData(style.foreground);
  if (style.background !== null) data.bg = colourData(style.background);
  for (const name of switches) if (style[name]) data[name] = true;
  if (link !== null) data.link = linkData(link);
  return Object.keys(data).length === 1 ? text : data;
}

function linkData({ kind, target, choices }: Link): NonNullable<StyledRun["link"]> {
  return choices.length === 0 ? { kind, target } : { kind, target, choices };
}

function colourData(colour: Colour): number | string {
  switch (colour.kind) {
    case "basic":
      return colour.bright ? colour.index + 8 : colour.index;
    case "indexed":
      return colour.index;
    case "rgb":
      return hexOf(colour);
  }
}
