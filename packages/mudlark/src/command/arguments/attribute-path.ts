import { parseLiteral } from "./literal.ts";

/** One attribute, and the way to a place inside its value. */
export interface AttributePath {
  /** In lower case. */
  readonly name: string;
  readonly steps: readonly PathStep[];
}

/** A key of a map or a place in a list; `[+]`: behind the end of a list; `[+2]`: new, before place 2 of a list. */
export type PathStep =
  | { readonly key: string | number }
  | { readonly append: true }
  | { readonly insert: number };

/**
 * Reads `stats["str"][0]`. The name is lower-cased, keys are not. Null when the brackets are not well formed.
 */
export function parseAttributePath(text: string): AttributePath | null {
  const bracket = text.indexOf("[");
  const name = (bracket === -1 ? text : text.slice(0, bracket)).trim().toLowerCase();
  if (name === "") return null;
  const steps: PathStep[] = [];
  let rest = bracket === -1 ? "" : text.slice(bracket).trim();
  while (rest !== "") {
    const end = endOfBracket(rest);
    if (end === -1) return null;
    const step = readStep(rest.slice(1, end).trim());
    if (step === null) return null;
    steps.push(step);
    rest = rest.slice(end + 1).trim();
  }
  return { name, steps };
}

function readStep(text: string): PathStep | null {
  if (text === "+") return { append: true };
  if (text === "") return null;
  const [, place] = /^\+(\d{1,9})$/.exec(text) ?? [];
  if (place !== undefined) return { insert: Number(place) };
  const value = parseLiteral(text)?.value ?? text;
  return typeof value === "number" || typeof value === "string" ? { key: value } : null;
}

/** Where the bracket that opens the text is closed; quotes may hold brackets. */
function endOfBracket(text: string): number {
  if (text[0] !== "[") return -1;
  let quote = "";
  for (let position = 1; position < text.length; position++) {
    const letter = text[position] ?? "";
    if (letter === "\\") position++;
    else if (quote !== "") quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === "]") return position;
  }
  return -1;
}
