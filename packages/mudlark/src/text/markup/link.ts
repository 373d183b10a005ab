/** Something to click on. Made by {@link commandLink} and {@link urlLink} only, so a link is always a safe one. */
export interface Link {
  readonly kind: "command" | "url";
  readonly target: string;
}

const longestCommand = 1024;
const controlOrBar = /[|\0-\x1F\x7F-\x9F]/;
const controlOrBlank = /[\s\0-\x1F\x7F-\x9F]/;
const safeSchemes: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/**
 * A link that sends a command, or null when the command is empty, too long, or could be read as more than one
 * (`protocols.md` §9).
 */
export function commandLink(text: string): Link | null {
  const target = text.trim();
  if (target === "" || target.length > longestCommand || controlOrBar.test(target)) return null;
  return { kind: "command", target };
}

/** A link to a page or a mailbox, or null when it leads anywhere else (`protocols.md` §9). */
export function urlLink(text: string): Link | null {
  const target = text.trim();
  if (controlOrBlank.test(target)) return null;
  const scheme = URL.parse(target)?.protocol;
  return scheme !== undefined && safeSchemes.has(scheme) ? { kind: "url", target } : null;
}
