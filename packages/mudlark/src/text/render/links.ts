import type { Link } from "../markup/style.ts";
import type { TextAbilities } from "./text-abilities.ts";

/** What goes before and after a link's label. */
export interface LinkFrame {
  readonly open: string;
  readonly close: string;
}

const escape = "\u001B";
const osc8End = `${escape}]8;;${escape}\\`;

/** How a client that can click shows a link (`protocols.md` §9); null when it shows only the label. */
export function linkFrame(link: Link, abilities: TextAbilities): LinkFrame | null {
  const way = link.kind === "command" ? abilities.commandLinks : abilities.urlLinks;
  switch (way) {
    case "osc8":
      return { open: `${escape}]8;;${osc8Target(link)}${escape}\\`, close: osc8End };
    case "mxp":
      return link.kind === "command"
        ? mxp(`SEND HREF="${attribute(link.target)}"`, "SEND")
        : mxp(`A HREF="${attribute(link.target)}"`, "A");
    case "mslp":
      return { open: `${escape}]68;1;SEND;${link.target}\u0007${escape}[4m`, close: `${escape}[24m` };
    case "none":
      return null;
  }
}

function mxp(tag: string, name: string): LinkFrame {
  return { open: `${escape}[4z<${tag}>`, close: `${escape}[4z</${name}>` };
}

function osc8Target({ kind, target }: Link): string {
  return kind === "url" ? encodeURI(decodeSafely(target)) : `send:${encodeURIComponent(target)}`;
}

/** Addresses arrive with or without percent signs; they leave with exactly one layer of them. */
function decodeSafely(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target.replaceAll("%", "%25");
  }
}

function attribute(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
