import type { Argument, OptionalShape, Part } from "./part.ts";

/** The fields of several parts in one object. */
export type FieldsOf<Parts extends readonly Part[]> = Parts extends readonly [
  Part<infer First>,
  ...infer Rest extends readonly Part[],
]
  ? First & FieldsOf<Rest>
  : object;

/** Shows a type as one object in error messages and editors. */
export type Flat<Fields> = { readonly [Key in keyof Fields]: Fields[Key] };

type Absent<Fields> = { readonly [Key in keyof Fields]: Fields[Key] | undefined };

/**
 * Arguments that follow one another.
 *
 * @example
 * seq(arg.things("item"), sep("=", " to "), arg.object("target")) // give 2 coins to Bob
 */
export function seq<const Parts extends readonly Part[]>(...parts: Parts): Part<Flat<FieldsOf<Parts>>> {
  return Object.freeze({ part: "sequence", parts });
}

/**
 * What stands between two arguments. The first delimiter of the list that is there at all divides the line, at its
 * first place that is neither quoted nor behind a backslash.
 */
export function sep(first: string, ...others: readonly string[]): Part {
  return Object.freeze({ part: "separator", delimiters: [first, ...others] });
}

/**
 * Arguments that may be left out; their values are then `undefined`. A single argument may name a fallback instead.
 *
 * @example
 * optional(arg.int("count"), 1)
 * optional(seq(sep("="), arg.text("reason")))
 */
export function optional<Name extends string, Value, const Fallback>(
  argument: Argument<Name, Value>,
  fallback: Fallback,
): Part<{ readonly [Key in Name]: Value | Fallback }>;
export function optional<Fields extends object>(part: Part<Fields>): Part<Absent<Fields>>;
export function optional(part: Part, fallback?: unknown): OptionalShape {
  return Object.freeze({ part: "optional", parts: [part], fallback });
}
