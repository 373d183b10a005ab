/**
 * What no line keeps: control characters but the tab, line separators, and what cannot be seen: overrides and
 * embeddings of the writing direction, zero-width spaces and joiners of words, annotation marks. The joiners that
 * scripts and emoji need stay, and so do isolates, which end with the line at the latest.
 */
const unwanted =
  // oxlint-disable-next-line no-control-regex -- control characters are what it is about
  /[\0-\x08\x0a-\x1f\x7f-\x9f\u180e\u200b\u2028-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/u;
const allUnwanted = new RegExp(unwanted.source, "gu");
/** U+2066 to U+2068 begin an isolate, U+2069 ends it. */
const isolates = /[\u2066-\u2069]/u;
const isolateEnd = "\u2069";

/**
 * The line without what could change how the lines of others are shown (`commands.md` §1 step 2): what one player
 * writes never changes the order of what another one reads.
 */
export function cleanLine(line: string): string {
  const seen = unwanted.test(line) ? line.replace(allUnwanted, "") : line;
  return isolates.test(seen) ? balanceIsolates(seen) : seen;
}

/** The same for what code runs, which may have line breaks. */
export function cleanLines(text: string): string {
  return text.includes("\n") ? text.split("\n").map(cleanLine).join("\n") : cleanLine(text);
}

/** Ends what was begun and not ended, and leaves out ends of nothing. */
function balanceIsolates(text: string): string {
  let depth = 0;
  let balanced = "";
  for (const sign of text) {
    if (sign === isolateEnd && depth === 0) continue;
    if (isolates.test(sign)) depth += sign === isolateEnd ? -1 : 1;
    balanced += sign;
  }
  return balanced + isolateEnd.repeat(depth);
}
