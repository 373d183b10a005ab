import type { Argument, Part } from "./template.ts";

/** What stood between two quotes, with them. */
interface Quoted {
  readonly kind: "quoted";
  readonly source: string;
}

/** Collects what is read, piece by piece. */
export class ArgumentBuilder<F> {
  readonly #pieces: (Part<F> | Quoted)[] = [];

  addText(text: string): void {
    const last = this.#pieces.length - 1;
    const before = this.#pieces[last];
    if (typeof before === "string") this.#pieces[last] = before + text;
    else this.#pieces.push(text);
  }

  addQuoted(source: string): void {
    this.#pieces.push({ kind: "quoted", source });
  }

  add(part: Part<F>): void {
    if (typeof part === "string") this.addText(part);
    else this.#pieces.push(part);
  }

  /** Everything as it came. */
  parts(): Part<F>[] {
    return this.#pieces.map(asPart);
  }

  /** Without blanks around it, unless they stand in quotes that are around the whole argument. */
  argument(): Argument<F> {
    const pieces = [...this.#pieces];
    const [first] = pieces;
    if (typeof first === "string") pieces[0] = first.trimStart();
    const last = pieces.at(-1);
    if (typeof last === "string") pieces[pieces.length - 1] = last.trimEnd();
    const left = pieces.filter((piece) => piece !== "");
    const [only] = left;
    if (left.length === 1 && isQuoted(only)) return [withoutQuotes(only.source)];
    return left.map(asPart);
  }
}

function isQuoted<F>(piece: Part<F> | Quoted | undefined): piece is Quoted {
  return typeof piece === "object" && piece.kind === "quoted";
}

function asPart<F>(piece: Part<F> | Quoted): Part<F> {
  return isQuoted(piece) ? piece.source : piece;
}

function withoutQuotes(source: string): string {
  return source.slice(1, -1).replaceAll(/\\(["\\])/g, "$1");
}
