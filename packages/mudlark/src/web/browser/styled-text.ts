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
  readonly link?: RunLink;
}

interface RunLink {
  readonly kind: string;
  readonly target: string;
  readonly choices?: readonly { readonly label: string; readonly command: string }[];
}

/** What a click on a link does. */
export interface LinkActions {
  /** Sends a command. */
  run(command: string): void;
  /** Puts a command on the input line. */
  prefill(command: string): void;
}

const safeSchemes: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/**
 * Builds the elements of a text. Colours are moved as far towards black or white as it takes to be readable on the
 * page, light or dark.
 *
 * @param content what the server sent: a list of strings and runs, or one string
 */
export function styledText(content: unknown, actions: LinkActions): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const part of Array.isArray(content) ? (content as unknown[]) : [content]) {
    const run = runOf(part);
    if (run !== null) fragment.append(nodeOf(run, actions));
  }
  return fragment;
}

function runOf(part: unknown): Run | null {
  if (typeof part === "string") return { text: part };
  if (typeof part !== "object" || part === null) return null;
  return typeof (part as Partial<Run>).text === "string" ? (part as Run) : null;
}

function nodeOf(run: Run, actions: LinkActions): Node {
  const element = elementOf(run, actions);
  const classes = classesOf(run);
  const hasColour = run.bg !== undefined || run.inverse === true || (run.fg !== undefined && !isStrong(run));
  if (element === null && classes.length === 0 && !hasColour) return document.createTextNode(run.text);
  const styled = element ?? document.createElement("span");
  if (run.link?.kind !== "menu") styled.textContent = run.text;
  styled.classList.add(...classes);
  if (hasColour) paint(styled, run);
  return styled;
}

function elementOf({ text, link }: Run, actions: LinkActions): HTMLElement | null {
  if (link === undefined) return null;
  switch (link.kind) {
    case "command":
      return buttonOf(link.target, () => actions.run(link.target));
    case "prefill":
      return buttonOf(link.target, () => actions.prefill(link.target));
    case "menu":
      return menuOf(text, link, actions);
    case "url":
      return anchorOf(link.target);
    default:
      return null;
  }
}

function buttonOf(title: string, onClick: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.classList.add("command");
  button.title = title;
  button.addEventListener("click", onClick);
  return button;
}

/** The label and what there is to choose, in the browser's own kind of menu. */
function menuOf(label: string, { target, choices = [] }: RunLink, actions: LinkActions): HTMLElement {
  const select = document.createElement("select");
  select.classList.add("command");
  select.ariaLabel = `${label}: ${target}`;
  select.append(new Option(label, "", true, true));
  for (const choice of choices) select.append(new Option(choice.label, choice.command));
  select.addEventListener("change", () => {
    if (select.value !== "") actions.run(select.value);
    select.selectedIndex = 0;
  });
  return select;
}

function anchorOf(target: string): HTMLElement | null {
  const scheme = URL.parse(target)?.protocol;
  if (scheme === undefined || !safeSchemes.has(scheme)) return null;
  const anchor = document.createElement("a");
  anchor.href = target;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer nofollow";
  anchor.title = target;
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
