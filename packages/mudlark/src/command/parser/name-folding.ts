import { foldText, isAscii } from "../../base/fold-text.ts";

/** A typed line, ready to be compared, that knows where each place lies in what was really typed. */
export interface FoldedLine {
  readonly original: string;
  readonly folded: string;
  /**
   * Where in the original the text ends that folds to the first `foldedEnd` units; −1 when that place lies inside
   * a letter (`ß` folds to `ss`; nothing ends between the two).
   */
  originalEnd(foldedEnd: number): number;
}

const mayCompose = /[\p{M}\u1160-\u11ff\ud7b0-\ud7ff]/u;
const continuesLetter = /^[\p{M}\u1160-\u11ff\ud7b0-\ud7ff]$/u;

/**
 * Folds a line and remembers which place came from where, so that arguments can be cut from what was typed.
 *
 * @param limit how much of the line may hold a name, in units of the original; what lies behind is not folded
 */
export function foldLine(original: string, limit = 512): FoldedLine {
  const plain = foldUnitByUnit(original);
  if (plain !== null) return new PlainLine(original, plain);
  const ends: number[] = [0];
  let folded = "";
  let position = 0;
  for (const cluster of composableClusters(original)) {
    position += cluster.length;
    if (position > limit) break;
    const part = foldText(cluster);
    for (let unit = 1; unit < part.length; unit++) ends.push(-1);
    if (part.length > 0) ends.push(position);
    folded += part;
  }
  return { original, folded, originalEnd: (foldedEnd) => ends[foldedEnd] ?? -1 };
}

class PlainLine implements FoldedLine {
  readonly original: string;
  readonly folded: string;

  constructor(original: string, folded: string) {
    this.original = original;
    this.folded = folded;
  }

  originalEnd(foldedEnd: number): number {
    return foldedEnd <= this.original.length ? foldedEnd : -1;
  }
}

/** The folded text when every unit of it stems from the unit at the same place, as in nearly all lines; else null. */
function foldUnitByUnit(text: string): string | null {
  if (isAscii(text)) return text.toLowerCase();
  if (mayCompose.test(text) || text.includes("ı") || text.normalize("NFC") !== text) return null;
  const upper = text.toLowerCase().toUpperCase();
  const folded = upper.toLowerCase().replaceAll("ς", "σ");
  return upper.length === text.length && folded.length === text.length ? folded : null;
}

/** Cuts text where composition cannot reach across: before everything that does not continue a letter. */
function* composableClusters(text: string): Generator<string> {
  let cluster = "";
  for (const letter of text) {
    if (cluster !== "" && !continuesLetter.test(letter)) {
      yield cluster;
      cluster = "";
    }
    cluster += letter;
  }
  if (cluster !== "") yield cluster;
}
