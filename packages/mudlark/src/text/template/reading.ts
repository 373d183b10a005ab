import type { Gender } from "../grammar/pronouns.ts";

/** What a template is about, for one kind of reader. Keys are those of the mapping; null is the one who acts. */
export interface Reading {
  /** Is the one with that key the reader? */
  isYou(key: string | null): boolean;
  /** How the reader knows the one with that key; undefined when there is no such one. */
  name(key: string | null, form: { readonly article: boolean }): string | undefined;
  gender(key: string | null): Gender;
  /** What `{key}` shows; undefined when there is no such value. */
  value(key: string): string | undefined;
}

/** A function of templates. Undefined leaves the call as it is written. */
export type TemplateFunction = (
  args: readonly string[],
  named: Readonly<Record<string, string>>,
  reading: Reading,
) => string | undefined;

export type TemplateFunctions = ReadonlyMap<string, TemplateFunction>;
