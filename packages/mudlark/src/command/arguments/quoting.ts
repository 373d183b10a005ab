/**
 * Quotes in structured arguments (`commands.md` §6.1): an item that *starts* with `"` runs to the next `"` that has
 * no backslash before it. A quote that is never closed, or that stands inside an item, is an ordinary letter.
 */

const whitespace = /\s/u;

/** Where the quoted run that starts at `start` ends (behind its closing quote), or −1 when it is never closed. */
function endOfQuoted(text: string, start: number): number {
  if (text[start] !== '"') return -1;
  for (let position = start + 1; position < text.length; position++) {
    if (text[position] === "\\") position++;
    else if (text[position] === '"') return position + 1;
  }
  return -1;
}

/** An item without the quotes around the whole of it; anything else comes back as it is. */
export function unquote(item: string): string {
  if (endOfQuoted(item, 0) !== item.length || item.length < 2) return item;
  return item.slice(1, -1).replace(/\\(["\\])/gu, "$1");
}

/** An item with quotes around it, as {@link unquote} takes them away. */
export function quote(item: string): string {
  return `"${item.replace(/["\\]/gu, "\\$&")}"`;
}

/** Cuts at each separator that is not quoted. Items are trimmed and lose their quotes; empty ones stay. */
export function splitItems(text: string, separator: string): string[] {
  return cutAt(text, separator).map((item) => unquote(item.trim()));
}

/** The same cut, but items keep their quotes, for those who look further into them. */
export function cutAt(text: string, separator: string): string[] {
  const items: string[] = [];
  let start = 0;
  let position = skipWhitespace(text, 0);
  while (position < text.length) {
    const quoteEnd = endOfQuoted(text, position);
    if (quoteEnd !== -1) position = quoteEnd;
    const next = text.indexOf(separator, position);
    if (next === -1) break;
    items.push(text.slice(start, next));
    start = next + separator.length;
    position = skipWhitespace(text, start);
  }
  items.push(text.slice(start));
  return items;
}

/** Cuts at white space; an item in quotes may hold some. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  for (let rest = text.trim(); rest !== "";) {
    const taken = takeWord(rest);
    words.push(unquote(taken.word));
    rest = taken.rest;
  }
  return words;
}

/** The first word of a text that does not begin with white space, with its quotes, and what follows. */
export function takeWord(text: string): { readonly word: string; readonly rest: string } {
  const quoteEnd = endOfQuoted(text, 0);
  const closed = quoteEnd !== -1 && (quoteEnd === text.length || whitespace.test(text[quoteEnd] ?? ""));
  const end = closed ? quoteEnd : firstWhitespace(text);
  return { word: text.slice(0, end), rest: text.slice(end).trimStart() };
}

export interface Sides {
  /** Trimmed. */
  readonly left: string;
  /** Trimmed; `""` when nothing follows the delimiter. */
  readonly right: string;
  readonly delimiter: string;
}

/**
 * Cuts once. The first delimiter *of the list* that is there at all decides, wherever it stands; letters in a
 * delimiter match in any case. Delimiters behind a backslash or, with `quotes`, in quotes do not count.
 */
export function splitSides(text: string, delimiters: readonly string[], quotes = true): Sides | null {
  for (const delimiter of delimiters) {
    const place = findDelimiter(text, delimiter, quotes);
    if (place === -1) continue;
    return {
      left: withoutEscapes(text.slice(0, place).trim(), delimiters),
      right: text.slice(place + delimiter.length).trim(),
      delimiter,
    };
  }
  return null;
}

/** Text in which no delimiter divides anything any more: a backslash before one has done its work. */
export function withoutEscapes(text: string, delimiters: readonly string[]): string {
  let plain = text;
  for (const delimiter of delimiters) plain = plain.replaceAll(`\\${delimiter}`, delimiter);
  return plain;
}

function findDelimiter(text: string, delimiter: string, quotes: boolean): number {
  const lowered = text.toLowerCase();
  const sameLength = lowered.length === text.length;
  const [haystack, wanted] = sameLength ? [lowered, delimiter.toLowerCase()] : [text, delimiter];
  let atWordStart = true;
  for (let position = 0; position + delimiter.length <= text.length; position++) {
    if (quotes && atWordStart) {
      const quoteEnd = endOfQuoted(text, position);
      if (quoteEnd !== -1) position = quoteEnd;
    }
    if (haystack.startsWith(wanted, position)) return position;
    if (text[position] === "\\") position++;
    atWordStart = /[\s,]/u.test(text[position] ?? "");
  }
  return -1;
}

function firstWhitespace(text: string): number {
  const place = text.search(whitespace);
  return place === -1 ? text.length : place;
}

function skipWhitespace(text: string, from: number): number {
  let position = from;
  while (position < text.length && whitespace.test(text[position] ?? "")) position++;
  return position;
}
