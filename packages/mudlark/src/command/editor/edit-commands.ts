import { justify } from "../../text/layout/justify.ts";
import { redo, undo, withLines, type EditState } from "./edit-state.ts";
import { editorWords as words } from "./editor-words.ts";
import { changeLines, EditMistake, editWords, isRange, rangeIn, rangeOr, unquoted } from "./line-range.ts";
import { replaceIn, type PatternReplace } from "./replace-in.ts";

/** The text after a command, and what its player is told. */
interface EditStep {
  readonly state: EditState;
  readonly say: string;
}

type EditCommand = (state: EditState, rest: string, replace: PatternReplace) => EditStep;

/** Columns that `:fi` and `:fd` move a line by. */
const indentation = "    ";

/** The commands that change the text, or how it is typed (`commands.md` §12). They throw EditMistake. */
export const editCommands: ReadonlyMap<string, EditCommand> = new Map<string, EditCommand>([
  ["u", (state, rest) => step(undo(bare(state, rest)), words.undone(), words.nothingToUndo())],
  ["uu", (state, rest) => step(redo(bare(state, rest)), words.redone(), words.nothingToRedo())],
  ["UU", (state, rest) => ({ state: withLines(bare(state, rest), state.start), say: words.restarted() })],
  ["DD", (state, rest) => ({ state: withLines(bare(state, rest), []), say: words.cleared() })],
  ["dd", deleteLines],
  ["dw", deleteWord],
  ["y", copyLines],
  ["x", cutLines],
  ["p", pasteLines],
  ["i", (state, rest) => atLine(state, rest, ":i <l> text", (line, text) => [text, line])],
  ["r", (state, rest) => atLine(state, rest, ":r <l> text", (_line, text) => [text])],
  ["I", (state, rest) => atLine(state, rest, ":I <l> text", (line, text) => [text + line])],
  ["A", (state, rest) => atLine(state, rest, ":A <l> text", (line, text) => [line + text])],
  ["s", replaceWords],
  ["j", justifyLines],
  ["f", fillLines],
  ["fi", (state, rest) => eachLine(state, rest, (line) => (line === "" ? "" : indentation + line))],
  ["fd", (state, rest) => eachLine(state, rest, (line) => line.replace(/^(?:\t| {1,4})/u, ""))],
  [
    "echo",
    (state, rest) => ({ state: { ...bare(state, rest), echo: !state.echo }, say: words.echo(!state.echo) }),
  ],
]);

/** The commands that program code has besides. */
export const codeCommands: ReadonlyMap<string, EditCommand> = new Map<string, EditCommand>([
  ["<", (state, rest) => indented(bare(state, rest), Math.max(0, (state.indent ?? 0) - 1))],
  [">", (state, rest) => indented(bare(state, rest), Math.min(mostSteps, (state.indent ?? 0) + 1))],
  ["=", (state, rest) => indented(bare(state, rest), state.indent === null ? 0 : null)],
]);

const mostSteps = 20;

function indented(state: EditState, indent: number | null): EditStep {
  return { state: { ...state, indent }, say: words.indent(indent) };
}

function step(state: EditState | null, done: string, nothing: string): EditStep {
  if (state === null) throw new EditMistake(nothing);
  return { state, say: done };
}

/** Nothing may follow these commands. */
function bare(state: EditState, rest: string): EditState {
  if (rest.trim() !== "") throw new EditMistake(words.tooMuch(rest.trim()));
  return state;
}

function deleteLines(state: EditState, rest: string): EditStep {
  const range = rangeOr(rest, state.lines.length, "last");
  const lines = changeLines(state.lines, range, () => []);
  return { state: withLines(state, lines), say: words.deleted(range.to - range.from) };
}

function copyLines(state: EditState, rest: string): EditStep {
  const { from, to } = rangeOr(rest, state.lines.length, "last");
  return { state: { ...state, copied: state.lines.slice(from, to) }, say: words.copied(to - from) };
}

function cutLines(state: EditState, rest: string): EditStep {
  const { from, to } = rangeOr(rest, state.lines.length, "last");
  const copied = state.lines.slice(from, to);
  const lines = changeLines(state.lines, { from, to }, () => []);
  return { state: { ...withLines(state, lines), copied }, say: words.cut(copied.length) };
}

function pasteLines(state: EditState, rest: string): EditStep {
  const { copied, lines } = state;
  if (copied.length === 0) throw new EditMistake(words.nothingCopied());
  const behind = rest.trim() === "" ? lines.length : rangeIn(rest.trim(), lines.length).to;
  return { state: withLines(state, lines.toSpliced(behind, 0, ...copied)), say: words.pasted(copied.length) };
}

/** One blank stands between the line's number and the text; further ones belong to the text. */
function atLine(
  state: EditState,
  rest: string,
  usage: string,
  change: (line: string, text: string) => readonly string[],
): EditStep {
  const [, number, text] = /^\s*(\S+)\s(.*)$/su.exec(rest) ?? [];
  if (number === undefined || text === undefined) throw new EditMistake(words.usage(usage));
  const range = rangeIn(number, state.lines.length);
  if (range.to - range.from !== 1) throw new EditMistake(words.usage(usage));
  const lines = changeLines(state.lines, range, ([line = ""]) => change(line, text));
  return { state: withLines(state, lines), say: words.changed() };
}

function deleteWord(state: EditState, rest: string, replace: PatternReplace): EditStep {
  const typed = editWords(rest);
  const [first = "", ...others] = typed;
  const hasRange = isRange(first) && others.length > 0;
  const [word, ...more] = hasRange ? others : typed;
  if (word === undefined) throw new EditMistake(words.usage(":dw [l] <w>"));
  if (more.length > 0) throw new EditMistake(words.tooMuch(more.join(" ")));
  return replaced(state, hasRange ? first : "", word, "", replace);
}

function replaceWords(state: EditState, rest: string, replace: PatternReplace): EditStep {
  const [first = "", ...others] = editWords(rest);
  const hasRange = isRange(first) && others.length > 1;
  const word = hasRange ? others[0] : first;
  const start = hasRange ? rest.indexOf(first) + first.length : 0;
  if (word === undefined || others.length === 0) throw new EditMistake(words.usage(":s [l] <w> <t>"));
  const text = rest.slice(rest.indexOf(word, start) + word.length).trim();
  return replaced(state, hasRange ? first : "", word, unquoted(text), replace);
}

function replaced(
  state: EditState,
  range: string,
  word: string,
  by: string,
  replace: PatternReplace,
): EditStep {
  const chosen = rangeOr(range, state.lines.length, "all");
  const result = replaceIn(state.lines.slice(chosen.from, chosen.to), word, by, replace);
  if (!result.ok) throw new EditMistake(words.badPattern(result.problem));
  const lines = changeLines(state.lines, chosen, () => result.lines);
  return { state: withLines(state, lines), say: words.replaced(result.count) };
}

function eachLine(state: EditState, rest: string, change: (line: string) => string): EditStep {
  const range = rangeOr(rest, state.lines.length, "all");
  const lines = changeLines(state.lines, range, (chosen) => chosen.map(change));
  return { state: withLines(state, lines), say: words.changed() };
}

const justifications = { l: "left", c: "centre", r: "right", f: "full" } as const;

function justifyLines(state: EditState, rest: string): EditStep {
  const { before, width } = widthIn(rest);
  const [, range = "", letter = "f"] = /^(\d\S*)?\s*([lcrf])?$/u.exec(before) ?? [null, "?"];
  const how = justifications[letter as keyof typeof justifications];
  const lay = (text: string): string => justify(text, width, how);
  return laidOut(state, range, (lines) => (how === "full" ? paragraphsOf(lines).map(lay) : lines.map(lay)));
}

function fillLines(state: EditState, rest: string): EditStep {
  const { before, width } = widthIn(rest);
  return laidOut(state, before, (lines) => paragraphsOf(lines).map((text) => justify(text, width, "left")));
}

/** Layout counts codes as what they are; a text that is edited keeps them. */
function laidOut(
  state: EditState,
  range: string,
  lay: (lines: readonly string[]) => readonly string[],
): EditStep {
  const chosen = rangeOr(range, state.lines.length, "all");
  const lines = changeLines(state.lines, chosen, (some) => lay(some).flatMap((text) => text.split("\n")));
  return { state: withLines(state, lines), say: words.changed() };
}

/** Lines that follow one another without an empty one between them are one paragraph. */
function paragraphsOf(lines: readonly string[]): readonly string[] {
  const paragraphs: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const isBlank = line.trim() === "";
    if (isOpen && !isBlank) paragraphs.push(`${paragraphs.pop() ?? ""} ${line.trim()}`);
    else paragraphs.push(isBlank ? "" : line.trimEnd());
    isOpen = !isBlank;
  }
  return paragraphs;
}

function widthIn(rest: string): { readonly before: string; readonly width: number } {
  const [before = "", typed, ...more] = rest.split("=").map((part) => part.trim());
  if (typed === undefined) return { before, width: 78 };
  const width = /^\d{1,4}$/u.test(typed) && more.length === 0 ? Number(typed) : 0;
  if (width < 10 || width > 200) throw new EditMistake(words.badWidth());
  return { before, width };
}
