import type { Colour } from "../markup/colour.ts";
import type { Link } from "../markup/link.ts";
import { runsOf, type Markup } from "../markup/parsed-markup.ts";
import type { Run } from "../markup/run.ts";
import type { Style } from "../markup/style.ts";
import { toIndexed } from "./downsample.ts";

/**
 * Markup as HTML with classes, the form that browser clients of the `v1.evennia.com` protocol expect: `color-009`,
 * `bgcolor-004`, `underline`, `italic`, `strike`, `blink`. Everything that is not ours is escaped; links carry no
 * script: a command is in `data-command`.
 */
export function renderHtml(markup: Markup): string {
  let html = "";
  let open: Link | null = null;
  for (const run of runsOf(markup)) {
    if (run.link !== open) {
      html += (open === null ? "" : "</a>") + (run.link === null ? "" : openLink(run.link));
      open = run.link;
    }
    html += spanOf(run);
  }
  return open === null ? html : `${html}</a>`;
}

function openLink({ kind, target, choices }: Link): string {
  const button = (name: string, value: string): string =>
    `<a class="mxplink" href="#" role="button" data-${name}="${escapeHtml(value)}">`;
  switch (kind) {
    case "command":
      return button("command", target);
    case "prefill":
      return button("prefill", target);
    case "menu":
      return button("command", choices[0]?.command ?? "");
    case "url":
      return `<a class="mxplink" href="${escapeHtml(target)}" target="_blank" rel="noopener nofollow">`;
  }
}

function spanOf({ text, style }: Run): string {
  const classes = classesOf(style);
  const words = wordsOf(text);
  return classes.length === 0 ? words : `<span class="${classes.join(" ")}">${words}</span>`;
}

function classesOf(style: Style): string[] {
  const classes: string[] = [];
  let foreground = foregroundIndex(style.foreground, style.bright);
  let background = style.background && toIndexed(style.background);
  if (style.inverse) [foreground, background] = [background ?? black, foreground ?? white];
  if (foreground !== null) classes.push(`color-${padded(foreground)}`);
  if (background !== null) classes.push(`bgcolor-${padded(background)}`);
  if (style.underline) classes.push("underline");
  if (style.italic) classes.push("italic");
  if (style.strike) classes.push("strike");
  if (style.blink) classes.push("blink");
  return classes;
}

/** What a screen without colours of its own shows. */
const black = 0;
const white = 7;

function foregroundIndex(colour: Colour | null, bright: boolean): number | null {
  if (colour === null) return bright ? white + 8 : null;
  return colour.kind === "basic" && bright ? colour.index + 8 : toIndexed(colour);
}

function padded(index: number): string {
  return String(index).padStart(3, "0");
}

/** Blanks that stand side by side would become one, and a tab would be a blank. */
function wordsOf(text: string): string {
  return escapeHtml(text)
    .replaceAll("\t", "    ")
    .replaceAll(/\n | {2,}/g, (blanks) => blanks.replaceAll(" ", "&nbsp;"))
    .replaceAll("\n", "<br>");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
