import type { EntityRow } from "../../store/rows.ts";

/** A rule of `world.md` §20 or §9.7 of the operations sheet that can be broken. */
type Rule =
  | "cycle"
  | "reference"
  | "duplicate"
  | "highest id"
  | "unreadable"
  | "exit"
  | "class"
  | "contents"
  | "sessions";

/** Something that is not as it should be. */
export interface Finding {
  readonly rule: Rule | (string & {});
  /** Of what, such as `object #12`. */
  readonly about: string;
  /** What is wrong, as a sentence. */
  readonly problem: string;
  /** What makes it right without a loss; null when a person has to decide. */
  readonly repair: Repair | null;
}

interface Repair {
  /** What is done, as a sentence. */
  readonly text: string;
  readonly change:
    | { readonly row: EntityRow }
    | { readonly highestId: { readonly kind: string; readonly id: number } };
}
