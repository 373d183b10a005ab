/** How a question reads a line. */
export interface AnswerRule<Value> {
  /** The question as it is shown, the first time and after a line that was no answer. */
  readonly question: string;
  /** Has an empty line a meaning that its author chose? */
  readonly hasDefault: boolean;
  read(line: string): Answer<Value>;
}

/** A value; or why it is none; or something else to show instead, which is no failed attempt; or "call it off". */
export type Answer<Value> =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "no"; readonly complaint: string }
  | { readonly kind: "show"; readonly text: string }
  | { readonly kind: "abort" };
