/** What comes of what a client types. */
export type TypedEvent =
  /** `masked`: typed while typing was hidden. */
  | { readonly type: "line"; readonly text: string; readonly masked: boolean }
  | { readonly type: "tooLong" }
  /** The player wants to leave. */
  | { readonly type: "quit" };

/** Makes lines of what a client sends, and shows it what the game says. */
export interface LineSource {
  type(text: string): readonly TypedEvent[];
  /** The client will send nothing more: what has no end yet is a line. */
  end(): readonly TypedEvent[];
  /** Shows a text of one or more whole lines. */
  print(text: string): void;
  /** Shows a text that the next line is typed after. */
  prompt(text: string): void;
  hideInput(): void;
  showInput(): void;
  resize(columns: number): void;
}
