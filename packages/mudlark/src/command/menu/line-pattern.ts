/**
 * Reads the pattern of a route in a menu template: nothing is the empty line; `/re/` or `/re/i` is a regular
 * expression; anything else is one for the whole line if it can be read as one, or a pattern with `*`, `?` and `[abc]`.
 *
 * @returns does a line fit? Null when the pattern cannot be read
 */
export function linePattern(pattern: string): ((line: string) => boolean) | null {
  if (pattern === "") return (line) => line === "";
  const [, source, flags = ""] = /^\/(.*)\/(i?)$/su.exec(pattern) ?? [];
  if (source !== undefined) {
    const regex = regexOf(source, flags);
    return regex === null ? null : (line) => regex.test(line);
  }
  const either = [
    // What a pattern leaves out would be let in when it is read as an expression.
    pattern.includes("[!") ? null : regexOf(`^(?:${pattern})$`, "i"),
    regexOf(`^${globSource(pattern)}$`, "i"),
  ];
  const usable = either.filter((regex) => regex !== null);
  return usable.length === 0 ? null : (line) => usable.some((regex) => regex.test(line));
}

function regexOf(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, `${flags}su`);
  } catch {
    return null;
  }
}

function globSource(pattern: string): string {
  return pattern.replace(/\[!?[^\]]+\]|[*?]|[\\^$.|+()[\]{}/]/gu, (piece) => {
    if (piece === "*") return ".*";
    if (piece === "?") return ".";
    if (piece.length === 1) return `\\${piece}`;
    const inner = piece.slice(1, -1).replace(/[\\^[\]]/gu, (sign) => `\\${sign}`);
    return inner.startsWith("!") ? `[^${inner.slice(1)}]` : `[${inner}]`;
  });
}
