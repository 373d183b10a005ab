import type { JsonValue } from "../../base/json.ts";

/** How deep lists and maps may lie in one another. */
const deepest = 32;

const wordValues: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["null", null],
  ["None", null],
]);

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["0", "\0"],
]);

/**
 * Reads a value as builders write them: JSON, the freer JSON5 (single quotes, bare keys, commas at the end, hex), and
 * the words and brackets of Python (`True`, `None`, `(1, 2)`). Null when the text is none of these.
 */
export function parseLiteral(text: string): { readonly value: JsonValue } | null {
  const reader = new LiteralReader(text);
  const value = reader.read(0);
  return value === undefined || !reader.atEnd() ? null : { value };
}

/** Each method answers `undefined` when the text does not fit; the reader is then not used any further. */
class LiteralReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    return this.#peek() === "";
  }

  read(depth: number): JsonValue | undefined {
    if (depth > deepest) return undefined;
    const next = this.#peek();
    if (next === "[") return this.#list("]", depth);
    if (next === "(") return this.#list(")", depth);
    if (next === "{") return this.#map(depth);
    if (next === '"' || next === "'") return this.#string(next);
    const word = this.#match(/[\w.+-]+/uy);
    return wordValues.has(word) ? wordValues.get(word) : numberFrom(word);
  }

  #list(close: string, depth: number): JsonValue | undefined {
    this.#position++;
    const items: JsonValue[] = [];
    while (this.#peek() !== close) {
      const item = this.read(depth + 1);
      if (item === undefined || !this.#separator(close)) return undefined;
      items.push(item);
    }
    this.#position++;
    return items;
  }

  #map(depth: number): JsonValue | undefined {
    this.#position++;
    const entries: [string, JsonValue][] = [];
    while (this.#peek() !== "}") {
      const key = this.#key();
      if (key === undefined || this.#peek() !== ":") return undefined;
      this.#position++;
      const value = this.read(depth + 1);
      if (value === undefined || !this.#separator("}")) return undefined;
      entries.push([key, value]);
    }
    this.#position++;
    return Object.fromEntries(entries);
  }

  #key(): string | undefined {
    const next = this.#peek();
    if (next === '"' || next === "'") return this.#string(next);
    const bare = this.#match(/[\p{L}\p{N}_$.-]+/uy);
    return bare === "" ? undefined : bare;
  }

  /** A comma, or the end that follows. */
  #separator(close: string): boolean {
    const next = this.#peek();
    if (next === ",") this.#position++;
    return next === "," || next === close;
  }

  #string(quote: string): string | undefined {
    let value = "";
    for (let position = this.#position + 1; position < this.#text.length; position++) {
      const letter = this.#text[position] ?? "";
      if (letter === quote) {
        this.#position = position + 1;
        return value;
      }
      if (letter !== "\\") {
        value += letter;
        continue;
      }
      const [escape, length] = this.#escape(position + 1);
      value += escape;
      position += length;
    }
    return undefined;
  }

  /** What the escape at the position means, and how many letters it takes. */
  #escape(position: number): readonly [string, number] {
    const hex = /^(?:u([\da-f]{4})|x([\da-f]{2}))/iu.exec(this.#text.slice(position, position + 5));
    const digits = hex?.[1] ?? hex?.[2];
    if (digits !== undefined) return [String.fromCharCode(Number.parseInt(digits, 16)), digits.length + 1];
    const letter = this.#text[position] ?? "";
    return [escapes.get(letter) ?? letter, 1];
  }

  #peek(): string {
    this.#match(/\s+/uy);
    return this.#text[this.#position] ?? "";
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#position += found.length;
    return found;
  }
}

function numberFrom(word: string): number | undefined {
  const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/iu.test(word);
  if (!decimal && !/^0x[\da-f]+$/iu.test(word)) return undefined;
  const value = Number(word);
  return Number.isFinite(value) && isExact(word, value) ? value : undefined;
}

/** Of a whole number that is too long, the last digits would be lost: better a text that has them all. */
function isExact(word: string, value: number): boolean {
  return Number.isSafeInteger(value) || !/^[+-]?\d+$/u.test(word) || BigInt(value) === BigInt(word);
}
