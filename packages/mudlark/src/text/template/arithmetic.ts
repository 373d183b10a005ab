/** Letters of a sum that is still worked out. */
const longest = 500;

/**
 * Works out a sum with numbers, brackets and `+ - * / // % **`, which bind as in mathematics: nothing else can stand in
 * it, so a text of anybody may be given. `//` rounds down, and `%` is what it leaves over.
 *
 * @returns null when it is no such sum, or comes to no finite number
 * @example
 * arithmetic("2 * (3 + 4)") // 14
 */
export function arithmetic(text: string): number | null {
  if (text.length > longest) return null;
  const signs = text.match(/\d+(?:\.\d+)?|\.\d+|\*\*|\/\/|[-+*/%()]/gu) ?? [];
  if (signs.join("") !== text.replaceAll(/\s+/gu, "") || /[\d.]\s+[\d.]/u.test(text)) return null;
  const reader = new SumReader(signs);
  const result = reader.sum();
  return reader.isDone && Number.isFinite(result) ? result : null;
}

type Operation = (a: number, b: number) => number;

const sums: ReadonlyMap<string, Operation> = new Map([
  ["+", (a: number, b: number) => a + b],
  ["-", (a: number, b: number) => a - b],
]);

const products: ReadonlyMap<string, Operation> = new Map([
  ["*", (a: number, b: number) => a * b],
  ["/", (a: number, b: number) => a / b],
  ["//", (a: number, b: number) => Math.floor(a / b)],
  ["%", (a: number, b: number) => a - b * Math.floor(a / b)],
]);

/** What is no number makes the whole NaN. */
class SumReader {
  readonly #signs: readonly string[];
  #at = 0;

  constructor(signs: readonly string[]) {
    this.#signs = signs;
  }

  get isDone(): boolean {
    return this.#at === this.#signs.length;
  }

  sum(): number {
    return this.#chain(sums, () => this.#chain(products, () => this.#signed()));
  }

  #chain(operations: ReadonlyMap<string, Operation>, read: () => number): number {
    let result = read();
    for (;;) {
      const operation = operations.get(this.#signs[this.#at] ?? "");
      if (operation === undefined) return result;
      this.#at++;
      result = operation(result, read());
    }
  }

  /** A sign in front binds less than a power: `-2 ** 2` is -4. */
  #signed(): number {
    if (this.#takes("-")) return -this.#signed();
    if (this.#takes("+")) return this.#signed();
    const base = this.#atom();
    return this.#takes("**") ? base ** this.#signed() : base;
  }

  #atom(): number {
    if (this.#takes("(")) {
      const inner = this.sum();
      return this.#takes(")") ? inner : Number.NaN;
    }
    const sign = this.#signs[this.#at++] ?? "";
    return /^[\d.]/u.test(sign) ? Number(sign) : Number.NaN;
  }

  #takes(sign: string): boolean {
    if (this.#signs[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }
}
