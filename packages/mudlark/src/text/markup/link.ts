/**
 * Something to click on. Made by {@link linkOf} only, so a link is always a safe one. A `prefill` puts its
 * target on the input line; a `menu` has the heading of its choices as target.
 */
export interface Link {
  readonly kind: "command" | "prefill" | "menu" | "url";
  readonly target: string;
  /** Of a menu, at least one; of others, none. */
  readonly choices: readonly LinkChoice[];
}

/** One thing that a menu can do. */
export interface LinkChoice {
  readonly label: string;
  readonly command: string;
}

/** What stands between `|l` and the target, by kind. */
export const linkLetters = { command: "c", prefill: "p", menu: "m", url: "u" } as const;

const longestCommand = 1024;
const mostChoices = 16;
const controlOrBar = /[|\0-\x1F\x7F-\x9F]/;
const controlOrBlank = /[\s\0-\x1F\x7F-\x9F]/;
const safeSchemes: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);
const noChoices: readonly LinkChoice[] = [];

/** The link that stands in markup behind this letter; null when it is none, or not a safe one (`protocols.md` §9). */
export function linkOf(letter: string, text: string): Link | null {
  switch (letter) {
    case linkLetters.command:
      return commandLink(text);
    case linkLetters.prefill:
      return prefillLink(decoded(text));
    case linkLetters.menu:
      return menuLink(text);
    default:
      return urlLink(text);
  }
}

/**
 * A link that sends a command, or null when the command is empty, too long, or could be read as more than one
 * (`protocols.md` §9).
 */
function commandLink(text: string): Link | null {
  const target = text.trim();
  if (target === "" || target.length > longestCommand || controlOrBar.test(target)) return null;
  return { kind: "command", target, choices: noChoices };
}

/** A link to a page or a mailbox, or null when it leads anywhere else (`protocols.md` §9). */
function urlLink(text: string): Link | null {
  const target = text.trim();
  if (controlOrBlank.test(target)) return null;
  const scheme = URL.parse(target)?.protocol;
  return scheme !== undefined && safeSchemes.has(scheme) ? { kind: "url", target, choices: noChoices } : null;
}

/** The target of a link as it stands in markup. */
export function linkTarget({ kind, target, choices }: Link): string {
  if (kind === "prefill") return encodeURIComponent(target.toWellFormed());
  if (kind !== "menu") return target;
  const pairs = new URLSearchParams([["", target]]);
  for (const { label, command } of choices) pairs.append(label, command);
  return pairs.toString();
}

function prefillLink(text: string): Link | null {
  // A blank at the end invites to go on.
  const target = text.trimStart();
  const isSafe = target !== "" && target.length <= longestCommand && !controlOrBar.test(target);
  return isSafe ? { kind: "prefill", target, choices: noChoices } : null;
}

function menuLink(text: string): Link | null {
  const [heading, ...pairs] = new URLSearchParams(text);
  if (heading?.[0] !== "" || pairs.length === 0 || pairs.length > mostChoices) return null;
  const choices = pairs.flatMap(([label, command]) => {
    const link = commandLink(command);
    return link === null || label.trim() === "" || controlOrBar.test(label)
      ? []
      : [{ label, command: link.target }];
  });
  const isSafe = choices.length === pairs.length && !controlOrBar.test(heading[1]);
  return isSafe ? { kind: "menu", target: heading[1], choices } : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
