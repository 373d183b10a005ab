import type { Link } from "../markup/link.ts";
import type { TextAbilities } from "./text-abilities.ts";

/** What goes before and after each line of a link's label. */
export interface LinkFrame {
  readonly open: string;
  readonly close: string;
  /** The label is underlined from `open` to `close`. */
  readonly underlines: boolean;
}

const escape = "\x1B";
const bell = "\x07";
const stringEnd = `${escape}\\`;

/** How a client that can click is told of a link (`protocols.md` §9); null when it gets only the label. */
export function linkFrame(link: Link, abilities: TextAbilities): LinkFrame | null {
  switch (link.kind === "command" ? abilities.commandLinks : abilities.urlLinks) {
    case "osc8":
      return osc8(link.kind === "url" ? asciiUrl(link.target) : `send:${encodeURIComponent(link.target)}`);
    case "osc8-prompt":
      return osc8(`prompt:${encodeURIComponent(link.target)}`);
    case "mxp":
      return link.kind === "command" ? mxp("SEND", link.target) : mxp("A", asciiUrl(link.target));
    case "mslp":
      return {
        open: `${escape}]68;1;SEND;${link.target}${bell}${escape}[4m`,
        close: `${escape}[24m`,
        underlines: true,
      };
    case "none":
      return null;
  }
}

function osc8(uri: string): LinkFrame {
  const mark = `${escape}]8;;`;
  return { open: mark + uri + stringEnd, close: mark + stringEnd, underlines: false };
}

/** Each tag is introduced by the sequence that makes the next tag, and nothing else, a command to the client. */
function mxp(element: string, target: string): LinkFrame {
  const mark = `${escape}[4z`;
  return {
    open: `${mark}<${element} HREF="${attribute(target)}">`,
    close: `${mark}</${element}>`,
    underlines: false,
  };
}

/** An address may only be written in printable ASCII; what it has of that stays as the author wrote it. */
function asciiUrl(target: string): string {
  return target.replaceAll(/[^!-~]+/gu, encodeURIComponent);
}

function attribute(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
