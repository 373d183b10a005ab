/** What the server says that the end of a line could become. */
export interface Completions {
  readonly line: string;
  /** How many letters at the end of the line the values replace. */
  readonly replaces: number;
  readonly values: readonly string[];
}

/** What becomes of the field, and what is said about it. */
export interface CompletionStep {
  readonly line: string;
  readonly words: string;
}

interface Offer {
  readonly typed: string;
  readonly head: string;
  readonly values: readonly string[];
  /** The value that is in the field; -1 for none yet. */
  readonly at: number;
  readonly shown: string;
}

/** Values that are read out at once. */
const mostNamed = 10;

/**
 * What the tab key makes of a line that was begun. Nobody is held in the field: Tab moves on when there is nothing to
 * complete, and after Escape (WCAG 2.1.2).
 */
export class LineCompletion {
  #asked: string | null = null;
  #offer: Offer | null = null;
  /** The line with which Tab moves on. */
  #done: string | null = null;

  /** What the key does: asks the server, shows the next value, or, with null, moves on to the next field. */
  press(line: string): "ask" | CompletionStep | null {
    if (line.trim() === "" || line === this.#done || line === this.#asked) return null;
    const offer = this.#offer;
    if (offer !== null && line === offer.shown) return this.#next(offer);
    this.forget();
    this.#asked = line;
    return "ask";
  }

  /** The server has answered; null when nobody waits for it any more. */
  answer({ line, replaces, values }: Completions, current: string): CompletionStep | null {
    if (line !== this.#asked || line !== current) return null;
    this.#asked = null;
    const head = line.slice(0, line.length - replaces);
    const [first, ...others] = values;
    if (first === undefined) {
      this.#done = line;
      return { line, words: "Nothing completes this. Tab moves on." };
    }
    if (others.length === 0) return { line: `${head}${first} `, words: first };
    const beginning = commonBeginning(values);
    const shown = beginning.length > replaces ? head + beginning : line;
    this.#offer = { typed: line, head, values, at: -1, shown };
    const named = values.slice(0, mostNamed).join(", ");
    const more = values.length > mostNamed ? `, and ${values.length - mostNamed} more` : "";
    return {
      line: shown,
      words: `${values.length} to choose from: ${named}${more}. Tab chooses, Escape goes back.`,
    };
  }

  /** Goes back to what was typed; null when there is nothing to go back from. */
  leave(): CompletionStep | null {
    const offer = this.#offer;
    this.forget();
    if (offer === null) return null;
    this.#done = offer.typed;
    return { line: offer.typed, words: "" };
  }

  /** Something else was typed. */
  forget(): void {
    this.#asked = null;
    this.#offer = null;
    this.#done = null;
  }

  #next(offer: Offer): CompletionStep {
    const at = (offer.at + 1) % offer.values.length;
    const value = offer.values[at] ?? "";
    const shown = offer.head + value;
    this.#offer = { ...offer, at, shown };
    return { line: shown, words: `${value}, ${at + 1} of ${offer.values.length}` };
  }
}

/** Reads an answer of the server; null when it is none. */
export function completionsIn({
  line,
  replaces,
  values,
}: Readonly<Record<string, unknown>>): Completions | null {
  if (typeof line !== "string" || typeof replaces !== "number" || !Array.isArray(values)) return null;
  return { line, replaces, values: values.filter((value) => typeof value === "string") };
}

function commonBeginning([first = "", ...others]: readonly string[]): string {
  const letters = [...first];
  const differs = (length: number): boolean =>
    others.some((other) => !other.startsWith(letters.slice(0, length).join("")));
  let length = letters.length;
  while (length > 0 && differs(length)) length--;
  return letters.slice(0, length).join("");
}
