/** What a line that is typed in the editor means. */
export type EditLine =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "command"; readonly name: string; readonly rest: string };

/**
 * Reads a line (`commands.md` §12). A colon at its beginning, behind blanks too, begins a command; two colons are one
 * colon of the text, unless nothing or a blank follows: then they show it. `:::` is a line of one colon.
 */
export function readEditLine(line: string): EditLine {
  const [, blanks = "", rest] = /^(\s*):(.*)$/su.exec(line) ?? [];
  if (rest === undefined) return { kind: "text", text: line };
  if (rest === "::") return { kind: "text", text: `${blanks}:` };
  if (rest.startsWith(":")) {
    const shows = rest === ":" || /^:\s/u.test(rest);
    return shows
      ? { kind: "command", name: ":", rest: rest.slice(1) }
      : { kind: "text", text: blanks + rest };
  }
  const [name = ""] = /^(?:[a-z]+!?|[!<>=])?/iu.exec(rest) ?? [];
  return { kind: "command", name, rest: rest.slice(name.length) };
}
