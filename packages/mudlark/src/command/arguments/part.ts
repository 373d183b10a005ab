import type { JsonObject } from "../../base/json.ts";
import type { ArgumentScope } from "./argument-scope.ts";

declare const fields: unique symbol;

/**
 * A piece of what may follow a command's name. `Fields` are the values that it adds to the `input` of `run`; they
 * exist for the type checker only.
 */
export type Part<Fields extends object = object> = PartShape & { readonly [fields]?: Fields };

type PartShape = ArgumentShape | SeparatorShape | OptionalShape | SequenceShape;

export interface ArgumentShape {
  readonly part: "argument";
  readonly name: string;
  readonly type: ArgumentType<unknown>;
}

export interface SeparatorShape {
  readonly part: "separator";
  readonly delimiters: readonly string[];
}

export interface OptionalShape {
  readonly part: "optional";
  readonly parts: readonly Part[];
  /** The value of a single optional argument that was left out. */
  readonly fallback: unknown;
}

interface SequenceShape {
  readonly part: "sequence";
  readonly parts: readonly Part[];
}

/** An argument of a kind, under the name that its value has in the `input` of `run`. */
export interface Argument<Name extends string, Value> {
  readonly part: "argument";
  readonly name: Name;
  readonly type: ArgumentType<Value>;
  readonly [fields]?: { readonly [Key in Name]: Value };
}

/** What an argument made of its text. */
export type Parsed<Value> = { readonly ok: true; readonly value: Value } | ArgumentProblem;

export interface ArgumentProblem {
  readonly ok: false;
  /** A sentence for the player. */
  readonly message: string;
  /**
   * True when the text was understood but led nowhere: nothing of that name is here, or it may not be touched. Then
   * a usage line would not help, and an optional argument is not skipped.
   */
  readonly refused: boolean;
}

/**
 * A kind of argument. The stock kinds are in {@link arg}; a game may add its own with {@link argument}.
 */
export interface ArgumentType<Value> {
  /** What the kind is called in descriptions for machines: `int`, `object`. */
  readonly kind: string;
  /**
   * How much text it wants: one word; a phrase (one word, or all that is left when nothing follows it); the rest.
   */
  readonly takes: "word" | "phrase" | "rest";
  /**
   * Text in quotes is one piece. They are removed around the whole of it, or kept for a kind that looks further into
   * its text; free text ignores them, because there they are what somebody says.
   */
  readonly quotes: "remove" | "keep" | "ignore";
  /** Is nothing at all a value, too? Otherwise the player is told what is missing. */
  readonly mayBeEmpty?: boolean;
  /** What the usage line shows in place of `<name>`, such as `on|off`. */
  readonly shape?: string;
  /** Facts for machines: limits, choices. */
  readonly facts: JsonObject;
  parse(text: string, scope: ArgumentScope): Parsed<Value>;
  /** What the text could be continued to, whole values, most likely first. */
  complete(text: string, scope: ArgumentScope): readonly string[];
}

/**
 * Makes an argument of any kind.
 *
 * @example
 * const colour = <Name extends string>(name: Name) => argument(name, colourType);
 */
export function argument<const Name extends string, Value>(
  name: Name,
  type: ArgumentType<Value>,
): Argument<Name, Value> {
  return Object.freeze({ part: "argument", name, type });
}

export function parsed<Value>(value: Value): Parsed<Value> {
  return { ok: true, value };
}

/** The text is not of this kind. */
export function mismatch(message: string): ArgumentProblem {
  return { ok: false, message, refused: false };
}

/** The text is understood, but the answer is no. */
export function refused(message: string): ArgumentProblem {
  return { ok: false, message, refused: true };
}
