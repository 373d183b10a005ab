import { always, cssOf, page, readableOn, rgbOf, text as textColour, type ColourPair } from "./colours.ts";

/** A piece of text of the `v1.mudlark` protocol. All of it is data: nothing is ever parsed as HTML. */
interface Run {
  readonly text: string;
  readonly fg?: unknown;
  readonly bg?: unknown;
  readonly bright?: boolean;
  readonly underline?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly inverse?: boolean;
  readonly blink?: boolean;
  readonly link?: { readonly kind: string; readonly target: string };
}

const safeSchemes: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/**
 * Builds the elements of a text. Colours are moved as far towards black or white as it takes to be readable on the
 * page, light or dark.
 *
 * @param content what the server sent: a list of strings and runs, or one string
 * @param onCommand what a click on a command does
 */
export function styledText(content: unknown, onCommand: (command: string) => void): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const part of Array.isArray(content) ? (content as unknown[]) : [content]) {
    const run = runOf(part);
    if (run !== null) fragment.append(nodeOf(run, onCommand));
  }
  return fragment;
}

function runOf(part: unknown): Run | null {
  if (typeof part === "string") return { text: part };
  if (typeof part !== "object" || part === null) return null;
  return typeof (part as Partial<Run>).text === "string" ? (part as Run) : null;
}

function nodeOf(run: Run, onCommand: (command: string) => void): Node {
  const element = elementOf(run, onCommand);
  const classes = classesOf(run);
  const hasColour = run.bg !== undefined || run.inverse === true || (run.fg !== undefined && !isStrong(run));
  if (element === null && classes.length === 0 && !hasColour) return document.createTextNode(run.text);
  const styled = element ?? document.createElement("span");
  styled.textContent = run.text;
  styled.classList.add(...classes);
  if (hasColour) paint(styled, run);
  return styled;
}

function elementOf({ link }: Run, onCommand: (command: string) => void): HTMLElement | null {
  if (link?.kind === "command") {
    const button = document.createElement("button");
    button.type = "button";
    button.classList.add("command");
    button.title = link.target;
    button.addEventListener("click", () => onCommand(link.target));
    return button;
  }
  const scheme = link?.kind === "url" ? URL.parse(link.target)?.protocol : undefined;
  if (link === undefined || scheme === undefined || !safeSchemes.has(scheme)) return null;
  const anchor = document.createElement("a");
  anchor.href = link.target;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer nofollow";
  anchor.title = link.target;
  return anchor;
}

function classesOf(run: Run): string[] {
  const classes = (["underline", "italic", "strike", "blink"] as const).filter((name) => run[name] === true);
  const isBold = run.bright === true && (!isBasic(run.fg) || run.fg === white);
  return isBold ? [...classes, "bold"] : classes;
}

/** One of the eight colours that `bright` makes brighter; with any other, it makes letters bold. */
function isBasic(colour: unknown): colour is number {
  return typeof colour === "number" && colour < 8;
}

/** White letters are the strong ones of a dark terminal; on a light page, the strong ones are dark. */
const white = 7;

function isStrong({ fg, bg, inverse }: Run): boolean {
  return (fg === white || fg === white + 8) && bg === undefined && inverse !== true;
}

function paint(element: HTMLElement, run: Run): void {
  const foreground = pairOf(isBasic(run.fg) && run.bright === true ? run.fg + 8 : run.fg);
  const background = pairOf(run.bg);
  const [front, back] =
    run.inverse === true ? [background ?? page, foreground ?? textColour] : [foreground, background];
  if (back !== null) element.style.backgroundColor = cssOf(back);
  element.style.color = cssOf(readableOn(front ?? textColour, back ?? page));
}

function pairOf(colour: unknown): ColourPair | null {
  const rgb = rgbOf(colour);
  return rgb && always(rgb);
}
