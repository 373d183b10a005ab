import type { Link, LinkChoice } from "../markup/link.ts";
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
  const { target, choices } = link;
  switch (link.kind) {
    case "url":
      return urlFrame(asciiUrl(target), abilities.urlLinks);
    case "command":
      return commandFrame(target, abilities.commandLinks);
    case "prefill":
      return prefillFrame(target, abilities.prefillLinks);
    case "menu":
      return abilities.commandLinks === "mxp"
        ? mxpMenu(target, choices)
        : commandFrame(choices[0]?.command ?? "", abilities.commandLinks);
  }
}

function urlFrame(url: string, way: TextAbilities["urlLinks"]): LinkFrame | null {
  if (way === "none") return null;
  return way === "osc8" ? osc8(url) : mxp("A", url);
}

function commandFrame(command: string, way: TextAbilities["commandLinks"]): LinkFrame | null {
  switch (way) {
    case "osc8":
      return osc8(`send:${encodeURIComponent(command)}`);
    case "osc8-prompt":
      return osc8(`prompt:${encodeURIComponent(command)}`);
    case "mxp":
      return mxp("SEND", command);
    case "mslp":
      return {
        open: `${escape}]68;1;SEND;${command}${bell}${escape}[4m`,
        close: `${escape}[24m`,
        underlines: true,
      };
    case "none":
      return null;
  }
}

function prefillFrame(command: string, way: TextAbilities["prefillLinks"]): LinkFrame | null {
  if (way === "none") return null;
  return way === "osc8" ? osc8(`prompt:${encodeURIComponent(command)}`) : mxp("SEND", command, " PROMPT");
}

/** Commands and their names, each list with bars between; the heading comes first among the names. */
function mxpMenu(heading: string, choices: readonly LinkChoice[]): LinkFrame {
  const hint = [heading, ...choices.map(({ label }) => label)].join("|");
  const commands = choices.map(({ command }) => command).join("|");
  return mxp("SEND", commands, ` HINT="${attribute(hint)}"`);
}

function osc8(uri: string): LinkFrame {
  const mark = `${escape}]8;;`;
  return { open: mark + uri + stringEnd, close: mark + stringEnd, underlines: false };
}

/** Each tag is introduced by the sequence that makes the next tag, and nothing else, a command to the client. */
function mxp(element: string, target: string, more = ""): LinkFrame {
  const mark = `${escape}[4z`;
  return {
    open: `${mark}<${element} HREF="${attribute(target)}"${more}>`,
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
