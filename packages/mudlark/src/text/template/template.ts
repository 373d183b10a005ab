import type { TemplateFunction } from "./template-function.ts";

/**
 * A text with functions and values, read once and shown to many (`world.md` §11.2). What a player typed is never a
 * template; it comes in as a value, or by `lit`.
 */
export interface Template<F = TemplateFunction> {
  readonly parts: readonly Part<F>[];
  /**
   * Every word that may be a key of the mapping: names in braces, and arguments of calls that are plain words. Who
   * is not among them need not be asked how a reader knows them.
   */
  readonly mentions: ReadonlySet<string>;
  /** Functions that it calls, and that there are not. */
  readonly unknown: ReadonlySet<string>;
}

export type Part<F = TemplateFunction> = string | ValuePart | CallPart<F>;

/** `{key}` */
interface ValuePart {
  readonly kind: "value";
  readonly key: string;
}

/** `$name(argument, key=argument)` */
export interface CallPart<F = TemplateFunction> {
  readonly kind: "call";
  readonly run: F;
  readonly args: readonly Argument<F>[];
  readonly named: ReadonlyMap<string, Argument<F>>;
  /** As it was written: what is shown when the call comes to nothing. */
  readonly source: string;
}

/** An argument may itself hold calls. */
export type Argument<F = TemplateFunction> = readonly Part<F>[];
