/** Runs of box-drawing and block characters: nobody wants to hear them. */
const drawing = /[\u2500-\u259F]+/g;

/**
 * A text for a screen reader: without the decoration that the pattern names, without lines that were nothing else,
 * and with blanks for tabs (`protocols.md` §10.3).
 *
 * @param strip source of a regular expression, used on each line; "" for none
 */
export function readAloud(text: string, strip: string): string {
  const decoration = strip === "" ? null : new RegExp(strip, "gu");
  const lines: string[] = [];
  for (const line of text.replaceAll("\t", " ").split("\n")) {
    const bare = line.replaceAll(drawing, "");
    const spoken = decoration === null ? bare : bare.replaceAll(decoration, "");
    if (spoken === line) lines.push(line);
    else if (spoken.trim() !== "") lines.push(spoken.trim());
  }
  return lines.join("\n");
}
