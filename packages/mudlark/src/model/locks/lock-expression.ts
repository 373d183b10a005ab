/** One call in a lock, such as `perm(Builder)` or `attr(strength, 5, compare=gt)`. */
export interface LockCall {
  readonly kind: "call";
  /** In lower case. */
  readonly name: string;
  readonly args: readonly LockArgument[];
}

export interface LockArgument {
  /** In front of `=`, or null for an argument that is known by its place. */
  readonly name: string | null;
  readonly value: string;
}

/** A lock's condition as it was written, grouping included. All of it is frozen. */
export type LockExpression =
  | LockCall
  | { readonly kind: "not"; readonly term: LockExpression }
  | { readonly kind: "and" | "or"; readonly terms: readonly LockExpression[] };

/** One part of a lock string: who may do what. */
export interface LockEntry {
  /** What is being done, in lower case: `get`, `edit`, `traverse`. */
  readonly accessType: string;
  readonly expression: LockExpression;
}

export function lockCall(name: string, args: readonly LockArgument[]): LockExpression {
  return Object.freeze({
    kind: "call",
    name,
    args: Object.freeze(args.map((argument) => Object.freeze(argument))),
  });
}

export function lockNot(term: LockExpression): LockExpression {
  return Object.freeze({ kind: "not", term });
}

/** A single term stays what it is. */
export function lockJoin(kind: "and" | "or", terms: readonly LockExpression[]): LockExpression {
  const [only] = terms;
  if (terms.length === 1 && only !== undefined) return only;
  return Object.freeze({ kind, terms: Object.freeze(terms) });
}
