import type { Gender } from "../grammar/gender.ts";

/**
 * How one reader, or all who read the same, know those whom a template speaks of. Keys are those of the mapping;
 * null is the one who acts. What comes back is markup.
 */
export interface Reading {
  /** Is the one with that key the reader? */
  isYou(key: string | null): boolean;
  /**
   * How the reader knows the one with that key; undefined when there is no such one.
   *
   * @param form with `article`, as one of several: "a guard" rather than "guard"
   */
  name(key: string | null, form: { readonly article: boolean }): string | undefined;
  gender(key: string | null): Gender;
  /** What `{key}` shows; undefined when there is no such value. */
  value(key: string): string | undefined;
}
