/**
 * A text with functions and values, read once and shown to many (`world.md` §11.2). What a player typed is never a
 * template; it comes in as a value.
 */
export interface Template {
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: "text"; readonly text: string }
  /** `{name}` */
  | { readonly kind: "value"; readonly key: string; readonly source: string }
  /** `$name(argument, key=argument)` */
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Argument[];
      readonly named: Readonly<Record<string, Argument>>;
      /** As it was written: what is shown when nobody knows the function. */
      readonly source: string;
    };

/** An argument may itself hold calls. */
export type Argument = readonly Part[];

/** Calls within calls, at most. */
export const maxNesting = 20;

/** Reads a template. Nothing is an error: what cannot be read stays as it is written. */
export function compileTemplate(source: string): Template {
  const reader = new TemplateReader(source);
  return { parts: reader.parts(0) };
}

class TemplateReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Reads up to the end. */
  parts(depth: number): Part[] {
    const parts: Part[] = [];
    let text = "";
    const flush = (): void => {
      if (text !== "") parts.push({ kind: "text", text });
      text = "";
    };
    while (this.#at < this.#source.length) {
      const special = this.#special(depth);
      if (special === null) text += this.#source[this.#at++] ?? "";
      else if (typeof special === "string") text += special;
      else {
        flush();
        parts.push(special);
      }
    }
    flush();
    return parts;
  }

  /** A call, a value, an escaped sign, or nothing special. */
  #special(depth: number): Part | string | null {
    const [sign, next] = [this.#source[this.#at], this.#source[this.#at + 1]];
    if (sign === "\\" && next !== undefined) return this.#escaped(next === "\\" ? "\\" : next, 2, next);
    if (sign === "$" && next === "$") return this.#escaped("$", 2, "$");
    if (sign === "$") return this.#call(depth);
    return sign === "{" ? this.#value() : null;
  }

  #escaped(text: string, length: number, next: string): string | null {
    if (!["\\", "$", "{", "}", "(", ")", ",", '"'].includes(next)) return null;
    this.#at += length;
    return text;
  }

  #value(): Part | null {
    const match = /^\{([A-Za-z_]\w{0,63})\}/.exec(this.#source.slice(this.#at, this.#at + 66));
    if (match === null) return null;
    this.#at += match[0].length;
    return { kind: "value", key: match[1] ?? "", source: match[0] };
  }

  #call(depth: number): Part | null {
    const start = this.#at;
    const name = /^\$([A-Za-z]\w{0,63})\(/.exec(this.#source.slice(start, start + 66));
    if (name === null || depth >= maxNesting) return null;
    this.#at += name[0].length;
    const found = this.#args(depth + 1);
    if (found === null) {
      // Never closed: the text stays as it is written.
      this.#at = start;
      return null;
    }
    return { kind: "call", name: name[1] ?? "", ...found, source: this.#source.slice(start, this.#at) };
  }

  #args(depth: number): { args: Argument[]; named: Record<string, Argument> } | null {
    const args: Argument[] = [];
    const named: Record<string, Argument> = {};
    for (;;) {
      const argument = this.#argument(depth);
      if (argument === null) return null;
      if (argument.key !== null) named[argument.key] = argument.parts;
      else if (argument.parts.length > 0) args.push(argument.parts);
      if (argument.isLast) return { args, named };
    }
  }

  /** Reads up to a comma or the closing bracket of the call. */
  #argument(depth: number): { key: string | null; parts: Part[]; isLast: boolean } | null {
    const key = this.#key();
    const parts: Part[] = [];
    let text = "";
    let quoted = false;
    const brackets: string[] = [];
    const finish = (isLast: boolean): { key: string | null; parts: Part[]; isLast: boolean } => {
      if (text !== "") parts.push({ kind: "text", text });
      return { key, parts: quoted ? parts : trimParts(parts), isLast };
    };
    while (this.#at < this.#source.length) {
      const sign = this.#source[this.#at] ?? "";
      if (brackets.length === 0 && sign === ")") return this.#step(finish(true));
      if (brackets.length === 0 && sign === ",") return this.#step(finish(false));
      if (sign === '"') {
        const inside = this.#quotation();
        if (inside === null) return null;
        quoted = true;
        text += inside;
        continue;
      }
      const special = this.#special(depth);
      if (typeof special === "string") text += special;
      else if (special !== null) {
        if (text !== "") parts.push({ kind: "text", text });
        text = "";
        parts.push(special);
      } else {
        track(brackets, sign);
        text += sign;
        this.#at++;
      }
    }
    return null;
  }

  #step<T>(value: T): T {
    this.#at++;
    return value;
  }

  #key(): string | null {
    const match = /^\s*([A-Za-z_]\w{0,63})\s*=/.exec(this.#source.slice(this.#at, this.#at + 80));
    if (match === null) return null;
    this.#at += match[0].length;
    return match[1] ?? null;
  }

  #quotation(): string | null {
    const end = this.#source.indexOf('"', this.#at + 1);
    if (end === -1) return null;
    const text = this.#source.slice(this.#at + 1, end);
    this.#at = end + 1;
    return text;
  }
}

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Commas within brackets belong to the argument. */
function track(brackets: string[], sign: string): void {
  const closer = closers[sign];
  if (closer !== undefined) brackets.push(closer);
  else if (brackets.at(-1) === sign) brackets.pop();
}

function trimParts(parts: readonly Part[]): Part[] {
  const trimmed = parts.map((part, index) => {
    if (part.kind !== "text") return part;
    let { text } = part;
    if (index === 0) text = text.trimStart();
    if (index === parts.length - 1) text = text.trimEnd();
    return { ...part, text };
  });
  return trimmed.filter((part) => part.kind !== "text" || part.text !== "");
}
