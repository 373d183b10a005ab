/** What a client says about its MXP, in answer to a tag of the same name (`protocols.md` §9). */
export interface MxpReply {
  /** Which of the two was answered. */
  readonly tag: "VERSION" | "SUPPORTS";
  /** `NAME=value` pairs, names in upper case. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Words without a value, such as `+SEND`, as they stand. */
  readonly flags: readonly string[];
}

const mostParts = 256;
const longestText = 128;

/** Reads a line `ESC [ 1 z <VERSION …>` or `<SUPPORTS …>`; null when the line is anything else. */
export function parseMxpReply(line: string): MxpReply | null {
  const found = /^\x1B\[1z<(VERSION|SUPPORTS)(?=[ >])([^>]*)>$/i.exec(line);
  if (found === null) return null;
  const attributes: Record<string, string> = Object.create(null);
  const flags: string[] = [];
  const parts = (found[2] ?? "").match(/[^\s"'=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"']*))?/g) ?? [];
  for (const part of parts.slice(0, mostParts)) {
    const equals = part.indexOf("=");
    if (equals === -1) flags.push(printable(part));
    else
      attributes[part.slice(0, equals).toUpperCase()] = printable(
        part.slice(equals + 1).replaceAll(/["']/g, ""),
      );
  }
  return {
    tag: found[1]?.toUpperCase() === "VERSION" ? "VERSION" : "SUPPORTS",
    attributes: { ...attributes },
    flags,
  };
}

function printable(text: string): string {
  return text.replace(/[\0-\x1F\x7F-\x9F]/g, "").slice(0, longestText);
}
