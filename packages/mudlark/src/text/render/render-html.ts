import { parseMarkup } from "../markup/parse-markup.ts";
import type { Colour, Link, Run, Style } from "../markup/style.ts";
import { toIndexed } from "./downsample.ts";

/**
 * Markup as HTML with classes, the form that browser clients of the `v1.evennia.com` protocol expect. Everything
 * that is not ours is escaped, and links carry no script.
 */
export function renderHtml(source: string): string {
  return parseMarkup(source).map(htmlOf).join("");
}

function htmlOf(run: Run): string {
  const text = escapeHtml(run.text).replaceAll("\n", "<br>");
  const classes = classesOf(run.style);
  const styled = classes.length === 0 ? text : `<span class="${classes.join(" ")}">${text}</span>`;
  return run.link === null ? styled : linkOf(run.link, styled);
}

function linkOf({ kind, target }: Link, label: string): string {
  const value = escapeHtml(target);
  return kind === "command"
    ? `<a class="mxplink" href="#" data-command="${value}">${label}</a>`
    : `<a class="mxplink" href="${value}" target="_blank" rel="noopener noreferrer">${label}</a>`;
}

function classesOf(style: Style): string[] {
  const classes: string[] = [];
  if (style.foreground !== null)
    classes.push(`color-${padded(foregroundIndex(style.foreground, style.bright))}`);
  if (style.background !== null) classes.push(`bgcolor-${padded(toIndexed(style.background))}`);
  if (style.underline) classes.push("underline");
  if (style.italic) classes.push("italic");
  if (style.strike) classes.push("strike");
  if (style.inverse) classes.push("inverse");
  if (style.blink) classes.push("blink");
  return classes;
}

function foregroundIndex(colour: Colour, bright: boolean): number {
  return colour.kind === "basic" ? colour.index + (bright ? 8 : 0) : toIndexed(colour);
}

function padded(index: number): string {
  return String(index).padStart(3, "0");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
