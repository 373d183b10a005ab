/** One thing that a batch file does: a command, or a function of a module. */
export interface BatchStep {
  /** File and line, or file and name. */
  readonly at: string;
  /** What it is, as it is written. */
  readonly text: string;
  /** Does it; gives why it could not, as a sentence, or null. */
  run(): Promise<string | null>;
}

/** What a batch file does, in order, or why it cannot be read. */
export type BatchSteps =
  | { readonly ok: true; readonly value: readonly BatchStep[] }
  | { readonly ok: false; readonly problem: string };
