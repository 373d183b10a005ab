import type { EntityRow } from "../../store/rows.ts";

/** A rule of `world.md` §20 or §9.7 of the operations sheet that can be broken. */
type Rule =
  | "cycle"
  | "reference"
  | "duplicate"
  | "name"
  | "highest id"
  | "sequence"
  | "unreadable"
  | "timer"
  | "exit"
  | "class"
  | "content type"
  | "contents"
  | "index"
  | "stored"
  | "reading"
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
  readonly change: Change;
}

export type Change =
  | { readonly row: EntityRow }
  | { readonly highestId: { readonly kind: string; readonly id: number } }
  /** Null removes it. */
  | { readonly settings: readonly { readonly key: string; readonly value: string | null }[] }
  /** Any batch makes it right. */
  | { readonly batch: true };

/** What is wrong with one entity. */
export interface Problem {
  readonly rule: Rule;
  /** As a sentence. */
  readonly problem: string;
  /** What is done about it, as a sentence; null when a person has to decide. */
  readonly text: string | null;
  /** Does it. */
  readonly mend: ((row: EntityRow) => EntityRow) | null;
}
