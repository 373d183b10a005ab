/** Steps that can be taken back. */
const mostSteps = 20;

/** A text under work, with the way back. It never changes; every step makes another one. */
export interface EditState {
  readonly lines: readonly string[];
  /** What the text was before, the latest last. */
  readonly before: readonly (readonly string[])[];
  /** What was taken back, the latest last. */
  readonly undone: readonly (readonly string[])[];
  readonly start: readonly string[];
  /** Lines that were copied or cut. */
  readonly copied: readonly string[];
  readonly echo: boolean;
  /** Steps of four blanks that stand before a new line of code; null: lines come as they are typed. */
  readonly indent: number | null;
}

/** Nothing is a text without lines, not one with an empty line. */
export function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replaceAll("\r\n", "\n").split("\n");
}

export function textOf({ lines }: Pick<EditState, "lines">): string {
  return lines.join("\n");
}

export function startOf(
  text: string,
  manner: { readonly echo: boolean; readonly isCode: boolean },
): EditState {
  const lines = linesOf(text);
  const indent = manner.isCode ? 0 : null;
  return { lines, before: [], undone: [], start: lines, copied: [], echo: manner.echo, indent };
}

/** The same with other lines, as a step that can be taken back. */
export function withLines(state: EditState, lines: readonly string[]): EditState {
  if (isSame(state.lines, lines)) return state;
  return { ...state, lines, before: [...state.before, state.lines].slice(-mostSteps), undone: [] };
}

/** Null when there is nothing to take back. */
export function undo(state: EditState): EditState | null {
  const last = state.before.at(-1);
  if (last === undefined) return null;
  const undone = [...state.undone, state.lines].slice(-mostSteps);
  return { ...state, lines: last, before: state.before.slice(0, -1), undone };
}

/** Null when nothing was taken back. */
export function redo(state: EditState): EditState | null {
  const next = state.undone.at(-1);
  if (next === undefined) return null;
  const before = [...state.before, state.lines].slice(-mostSteps);
  return { ...state, lines: next, before, undone: state.undone.slice(0, -1) };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}
