import { words } from "../words.ts";
import { argument, mismatch, parsed, type Argument, type Parsed } from "./part.ts";
import { cutAt, unquote } from "./quoting.ts";
import type { ArgumentScope } from "./argument-scope.ts";

export interface ListOptions {
  /** What stands between two items. Default: a comma. */
  readonly separator?: string;
  /** Fewest items. Default 1. */
  readonly min?: number;
  /** Most items. Default 100. */
  readonly max?: number;
  /** May items before others be left out? They are null then. Default false: that is a mistake. */
  readonly gaps?: boolean;
}

/**
 * Several values of one kind. Empty items at the end are dropped; empty items between others are a mistake.
 *
 * @example
 * arg.list("targets", arg.object("target"))
 */
export function list<const Name extends string, Value>(
  name: Name,
  item: Argument<string, Value>,
  options: ListOptions & { readonly gaps: true },
): Argument<Name, readonly (Value | null)[]>;
export function list<const Name extends string, Value>(
  name: Name,
  item: Argument<string, Value>,
  options?: ListOptions,
): Argument<Name, readonly Value[]>;
export function list<const Name extends string, Value>(
  name: Name,
  item: Argument<string, Value>,
  options: ListOptions = {},
): Argument<Name, readonly (Value | null)[]> {
  const { separator = ",", min = 1, max = 100, gaps = false } = options;
  const { type } = item;

  function parse(text: string, scope: ArgumentScope): Parsed<readonly (Value | null)[]> {
    const pieces = cutAt(text, separator).map((piece) => piece.trim());
    while (pieces.at(-1) === "") pieces.pop();
    if (pieces.length < min) {
      return mismatch(pieces.length === 0 ? words.missingArgument(name) : words.tooFewItems(min));
    }
    if (pieces.length > max) return mismatch(words.tooManyItems(max));
    const values: (Value | null)[] = [];
    for (const piece of pieces) {
      if (piece === "" && gaps) {
        values.push(null);
        continue;
      }
      if (piece === "") return mismatch(words.emptyItem(separator));
      const result = type.parse(type.quotes === "remove" ? unquote(piece) : piece, scope);
      if (!result.ok) return result;
      values.push(result.value);
    }
    return parsed(values);
  }

  return argument(name, {
    kind: "list",
    takes: "phrase",
    quotes: "keep",
    shape: `${type.shape ?? item.name}${separator} …`,
    facts: { item: { name: item.name, kind: type.kind, ...type.facts }, separator, min, max },
    parse,
    complete(text, scope) {
      const pieces = cutAt(text, separator);
      const last = pieces.at(-1) ?? "";
      const kept = text.slice(0, text.length - last.trimStart().length);
      return type.complete(last.trimStart(), scope).map((value) => kept + value);
    },
  });
}
