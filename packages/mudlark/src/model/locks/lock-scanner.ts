import { LockSyntaxError } from "./lock-syntax-error.ts";

const blank = /\s/u;
const nameStart = /[\p{L}_]/u;
const namePart = /[\p{L}\p{N}_-]/u;
const endsBareText = new Set([",", "(", ")", ";", '"']);

/** Reads a lock string from left to right and knows where it is. */
export class LockScanner {
  readonly text: string;
  #position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get position(): number {
    return this.#position;
  }

  get atEnd(): boolean {
    return this.#position >= this.text.length;
  }

  skipBlanks(): void {
    while (!this.atEnd && blank.test(this.#letter())) this.#position++;
  }

  /** Steps over the sign when it comes next. */
  take(sign: string): boolean {
    if (this.text[this.#position] !== sign) return false;
    this.#position++;
    return true;
  }

  /** A word of letters, digits, `_` and `-`, or null when none begins here. */
  takeName(): string | null {
    const start = this.#position;
    if (this.atEnd || !nameStart.test(this.#letter())) return null;
    while (!this.atEnd && namePart.test(this.#letter())) this.#position += this.#letter().length;
    return this.text.slice(start, this.#position);
  }

  /** Looks at the next word without taking it. */
  peekName(): string | null {
    const start = this.#position;
    const name = this.takeName();
    this.#position = start;
    return name;
  }

  /** Goes back, to look at the same letters in another way. */
  rewind(position: number): void {
    this.#position = position;
  }

  /** Text in double quotes, where `\"` and `\\` stand for the signs themselves. The first quote comes next. */
  takeQuoted(): string {
    const start = this.#position++;
    let value = "";
    while (!this.atEnd) {
      const sign = this.text[this.#position++];
      if (sign === '"') return value;
      value += sign === "\\" && !this.atEnd ? this.text[this.#position++] : sign;
    }
    return this.fail("the quote that begins here never ends", start);
  }

  /** Everything up to the next sign that has a meaning in an argument, without blanks around it. */
  takeBareText(): string {
    const start = this.#position;
    while (!this.atEnd && !endsBareText.has(this.text[this.#position] ?? "")) this.#position++;
    return this.text.slice(start, this.#position).trim();
  }

  /** What comes next, as a person would point at it. */
  describeNext(): string {
    if (this.atEnd) return "the end";
    return `"${this.peekName() ?? this.#letter()}"`;
  }

  fail(problem: string, position = this.#position): never {
    throw new LockSyntaxError(this.text, position + 1, problem);
  }

  #letter(): string {
    return String.fromCodePoint(this.text.codePointAt(this.#position) ?? 0);
  }
}
