import { foldLine, type FoldedLine } from "./name-folding.ts";
import type { MergedEntry } from "../sets/merge.ts";
import { endsAtWord, type IndexedName, type NameIndex } from "./name-index.ts";

/** A command that the line means. */
export interface Match {
  readonly entry: MergedEntry;
  /** Place of the entry in the merged list. */
  readonly place: number;
  /** The name as its author wrote it, without an ignored prefix that was left out or added. */
  readonly name: string;
  /** The name as it was typed. */
  readonly rawName: string;
  /** What follows the name, exactly as it was typed. */
  readonly rest: string;
}

export type ParseResult =
  | { readonly kind: "empty" }
  | { readonly kind: "one"; readonly match: Match }
  | { readonly kind: "several"; readonly matches: readonly Match[] }
  /** A number was given, but there are not that many. */
  | { readonly kind: "outOfRange"; readonly matches: readonly Match[]; readonly wanted: number }
  | { readonly kind: "unknown" };

/**
 * Finds the command that a line means (`commands.md` §5.2).
 *
 * @param line trimmed
 * @param allowed may the caller use the command now? What is not allowed does not exist
 */
export function parseLine(
  line: string,
  index: NameIndex,
  allowed: (entry: MergedEntry) => boolean,
): ParseResult {
  if (line === "") return { kind: "empty" };
  const matches = findMatches(line, index, allowed);
  const [first] = matches;
  if (first === undefined) {
    const match = findAbbreviated(line, index, allowed);
    return match === null ? parseNumberForm(line, index, allowed) : { kind: "one", match };
  }
  return matches.length === 1 ? { kind: "one", match: first } : { kind: "several", matches };
}

interface Candidate {
  readonly found: IndexedName;
  /** Where the name ends in the original line. */
  readonly end: number;
  /** How many of line and name lost a prefix. */
  readonly strippedSides: number;
  readonly lineStart: number;
}

/** @param nameEnd where the name must end, if that is known */
function findMatches(
  text: string,
  index: NameIndex,
  allowed: (entry: MergedEntry) => boolean,
  nameEnd: number | null = null,
): readonly Match[] {
  const line = foldLine(text);
  const search = new Search(line, allowed, nameEnd);
  search.tryFrom(0, index);
  const prefix = index.prefixLength(line.folded);
  if (prefix > 0) search.tryFrom(prefix, index);
  return search.best().map((candidate) => ({
    entry: candidate.found.entry,
    place: candidate.found.place,
    name: candidate.found.written,
    rawName: text.slice(0, candidate.end),
    rest: text.slice(candidate.end),
  }));
}

/**
 * The only command that the first word of the line is the beginning of, if names may be cut short (§5.2); never one that
 * is protected or destructive.
 */
function findAbbreviated(
  text: string,
  index: NameIndex,
  allowed: (entry: MergedEntry) => boolean,
): Match | null {
  const line = foldLine(text);
  const start = index.prefixLength(line.folded);
  const end = line.originalEnd(line.folded.length - line.folded.slice(start).replace(/^[^\s/]+/u, "").length);
  const begun = index
    .abbreviated(line.folded, start)
    .filter(({ entry }) => (!entry.command.isExit || text.slice(end).trim() === "") && allowed(entry));
  const [only] = begun;
  if (only === undefined || end === -1 || begun.some(({ place }) => place !== only.place)) return null;
  if (only.entry.command.protected || only.entry.command.destructive) return null;
  return {
    entry: only.entry,
    place: only.place,
    name: only.written,
    rawName: text.slice(0, end),
    rest: text.slice(end),
  };
}

/** Keeps the candidates of the best rank (§5.2 step 4). */
class Search {
  readonly #line: FoldedLine;
  readonly #allowed: (entry: MergedEntry) => boolean;
  readonly #nameEnd: number | null;
  #best: Candidate[] = [];

  constructor(line: FoldedLine, allowed: (entry: MergedEntry) => boolean, nameEnd: number | null) {
    this.#line = line;
    this.#allowed = allowed;
    this.#nameEnd = nameEnd;
  }

  tryFrom(start: number, index: NameIndex): void {
    for (const found of index.underWord(this.#line.folded, start)) this.#try(found, start);
    for (const found of index.underLetter(this.#line.folded, start)) this.#try(found, start);
  }

  best(): readonly Candidate[] {
    if (this.#best.length < 2) return this.#best;
    const exact = this.#best.filter((candidate) => this.#isCaseExact(candidate));
    const kept = exact.length > 0 ? exact : this.#best;
    const byPlace = new Map(kept.map((candidate) => [candidate.found.place, candidate]));
    return [...byPlace.values()].sort((a, b) => a.found.place - b.found.place);
  }

  #try(found: IndexedName, start: number): void {
    const foldedEnd = endOfName(this.#line.folded, start, found.folded);
    if (foldedEnd === -1) return;
    const end = this.#line.originalEnd(foldedEnd);
    if (this.#nameEnd !== null && end !== this.#nameEnd) return;
    if (end === -1 || !mayFollow(found, this.#line.original, end)) return;
    const strippedSides = (start > 0 ? 1 : 0) + (found.stripped ? 1 : 0);
    const candidate: Candidate = { found, end, strippedSides, lineStart: start };
    const [best] = this.#best;
    const order = best === undefined ? -1 : compareRank(candidate, best);
    if (order > 0 || !this.#allowed(found.entry)) return;
    if (order < 0) this.#best = [candidate];
    else this.#best.push(candidate);
  }

  #isCaseExact({ found, end, lineStart }: Candidate): boolean {
    const start = this.#line.originalEnd(lineStart);
    const typed = this.#line.original.slice(start, end).replace(/\s+/gu, " ");
    return typed.normalize("NFC") === found.written.normalize("NFC");
  }
}

/** Negative when `a` is the better one. */
function compareRank(a: Candidate, b: Candidate): number {
  if (a.end !== b.end) return b.end - a.end;
  if (a.strippedSides !== b.strippedSides) return a.strippedSides - b.strippedSides;
  return Number(b.found.entry.command.isExit) - Number(a.found.entry.command.isExit);
}

/** Where the name that begins at `start` ends, or −1. A blank of the name is any run of white space of the line. */
function endOfName(folded: string, start: number, name: string): number {
  if (folded.startsWith(name, start)) return start + name.length;
  if (!name.includes(" ")) return -1;
  let position = start;
  for (const [index, word] of name.split(" ").entries()) {
    if (index > 0) {
      const before = position;
      while (/\s/u.test(folded[position] ?? "")) position++;
      if (position === before) return -1;
    }
    if (!folded.startsWith(word, position)) return -1;
    position += word.length;
  }
  return position;
}

/** Does what follows the name fit its command? */
function mayFollow(found: IndexedName, line: string, end: number): boolean {
  const { command } = found.entry;
  if (command.isExit) return line.slice(end).trim() === "";
  const pattern = command.argPattern;
  if (pattern === "auto") return !endsAtWord(command, found.folded) || /^(?:[\s/]|$)/u.test(line.slice(end));
  if (pattern === null) return true;
  pattern.lastIndex = 0;
  return pattern.test(line.slice(end));
}

/** `2-press` and `press-2` (§5.2 step 6): the second of those that share the line without its number. */
function parseNumberForm(
  line: string,
  index: NameIndex,
  allowed: (entry: MergedEntry) => boolean,
): ParseResult {
  const leading = /^(\d{1,9})-(?=\S)/u.exec(line);
  if (leading !== null) {
    const matches = findMatches(line.slice(leading[0].length), index, allowed);
    if (matches.length > 0) return pickNumbered(matches, Number(leading[1]));
  }
  for (const found of line.matchAll(/-(\d{1,9})(?=\s|$)/gu)) {
    if (found.index > longestNumberedName) break;
    const matches = findMatches(
      line.slice(0, found.index) + line.slice(found.index + found[0].length),
      index,
      allowed,
      found.index,
    );
    if (matches.length > 0) return pickNumbered(matches, Number(found[1]));
  }
  return { kind: "unknown" };
}

/** Behind so many letters, a number cannot belong to a name any more. */
const longestNumberedName = 200;

function pickNumbered(matches: readonly Match[], wanted: number): ParseResult {
  const match = matches[wanted - 1];
  return match === undefined ? { kind: "outOfRange", matches, wanted } : { kind: "one", match };
}
