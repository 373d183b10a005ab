import type { JsonObject } from "../../base/json.ts";
import type { KeptFrame } from "../../link/session-state.ts";
import { escapeMarkup, stripMarkup } from "../../text/markup/plain-text.ts";
import { confirmRule } from "../frames/confirm-rule.ts";
import type { FrameAnswer, FrameEnd, InputFrame } from "../frames/input-frame.ts";
import { QuestionFrame } from "../frames/question-frame.ts";
import type { InputSource } from "../input-source.ts";
import { Drafts } from "./drafts.ts";
import { codeCommands, editCommands } from "./edit-commands.ts";
import { readEditLine } from "./edit-line.ts";
import { linesOf, startOf, textOf, withLines, type EditState } from "./edit-state.ts";
import { EditRefusal, type EditContext, type Editor } from "./editor.ts";
import { editorCodeHelp, editorHelp, editorWords as words } from "./editor-words.ts";
import { EditMistake, rangeOr } from "./line-range.ts";
import type { PatternReplace } from "./replace-in.ts";

const longest = 50_000;
const mostLines = 5000;

export interface EditorHost {
  readonly session: InputSource;
  readonly replace: PatternReplace;
  /** Records how to undo a change of the present turn. */
  undoWith(undo: () => void): void;
  /** What is thrown is undone and returned. */
  attempt<T>(
    action: () => T,
  ): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };
  page(text: string): void;
}

/** Commands behind which nothing may follow, so that a slip neither saves nor leaves. */
const aloneOnTheirLine: ReadonlySet<string> = new Set(["h", "w", "wq", "q", "q!", "!"]);

/** What becomes of a text that was changed in a window of the client. */
export const windowSteps = ["draft", "save", "close", "discard"] as const;
export type WindowStep = (typeof windowSteps)[number];

/** An editor that is open on a session (`commands.md` §12). */
export class EditorFrame implements InputFrame {
  readonly kind = "editor";
  readonly prompt = null;
  readonly secret = false;
  readonly cancelWord = "@abort";
  readonly takes = "lines";
  readonly timeout = null;
  readonly survivesUnpuppet: boolean;
  readonly #editor: Editor;
  readonly #edit: EditContext;
  readonly #host: EditorHost;
  readonly #drafts: Drafts | null;
  #state: EditState;
  /** The text as it is saved, as far as this editor knows. */
  #base: string;
  /** What stands in the window of a client that has one, as far as is known; null: it shows none. */
  #inWindow: string | null = null;

  /** @throws EditRefusal when there is nothing to edit */
  constructor(editor: Editor, edit: EditContext, host: EditorHost) {
    const { session } = host;
    this.#editor = editor;
    this.#edit = edit;
    this.#host = host;
    this.survivesUnpuppet = session.puppet === null;
    this.#drafts = editor.id !== undefined && session.account !== null ? new Drafts(session.account) : null;
    const manner = { echo: !session.isScreenReader, isCode: editor.run !== undefined };
    this.#base = editor.load(edit);
    this.#state = startOf(this.#base, manner);
  }

  /** Says what is open, and takes up a draft; call it once the frame is in its place. */
  begin(isAgain: boolean): void {
    const draft = this.#draft;
    if (draft !== null) {
      this.#state = withLines(this.#state, linesOf(draft.text));
      this.#base = draft.base;
    }
    const title = this.#title;
    this.#say(isAgain ? words.openedAgain(title) : words.opened(title, this.#state.lines.length));
    if (draft !== null && !isAgain) this.#say(words.draft());
    if (!isAgain && this.#state.lines.length > 0) this.#show("", true);
    if (this.#host.session.hasEditorWindow) this.showInWindow();
  }

  /** The client shows the text in a window; from now on it is told of every change. */
  showInWindow(): void {
    const text = textOf(this.#state);
    this.#inWindow = text;
    this.#tellClient("Text", {
      title: stripMarkup(this.#title),
      isCode: this.#isCode,
      text,
      maxLength: this.#most,
    });
  }

  /** The text was changed in a window of the client, which wants it kept as a draft, saved, or thrown away. */
  takeFromWindow(text: string | null, next: WindowStep): void {
    this.#attempt(() => {
      if (text !== null) {
        const state = withLines(this.#state, linesOf(text));
        this.#check(state);
        this.#inWindow = textOf(state);
        this.#become(state);
      }
      if (next === "save") this.#save(() => undefined);
      else if (next === "close") this.#save(() => this.#leave(words.left()));
      else if (next === "discard") this.#leave(words.leftUnsaved());
    });
  }

  kept(): KeptFrame | null {
    const { id } = this.#editor;
    return id === undefined || this.#drafts === null
      ? null
      : { kind: this.kind, id, state: this.#edit.params };
  }

  onLine(line: string): FrameAnswer | Promise<void> {
    return this.#attempt(() => {
      const read = readEditLine(line);
      if (read.kind === "command") return this.#perform(read.name, read.rest);
      this.#append(read.text);
      return "handled";
    });
  }

  onEnd(reason: FrameEnd): void {
    if (reason === "disconnect") return;
    this.#tellClient("Close", {});
    this.#say(this.#draft === null ? words.closed() : words.closedWithDraft());
  }

  /** A mistake of the player changes nothing, and is told. */
  #attempt<T>(action: () => T): T | "handled" {
    const [state, inWindow] = [this.#state, this.#inWindow];
    this.#host.undoWith(() => {
      this.#state = state;
      this.#inWindow = inWindow;
    });
    try {
      return action();
    } catch (error) {
      if (!(error instanceof EditMistake)) throw error;
      this.#say(error.message);
      return "handled";
    }
  }

  #perform(name: string, rest: string): FrameAnswer | Promise<void> {
    if (aloneOnTheirLine.has(name) && rest.trim() !== "") throw new EditMistake(words.tooMuch(rest.trim()));
    switch (name) {
      case "":
      case ":":
        this.#show(rest, name === "");
        return "handled";
      case "h":
        this.#host.page(this.#isCode ? `${editorHelp}\n${editorCodeHelp}` : editorHelp);
        return "handled";
      case "w":
        this.#save(() => undefined);
        return "handled";
      case "wq":
        this.#save(() => this.#leave(words.left()));
        return "handled";
      case "q":
        return this.#quit();
      case "q!":
        this.#leave(words.leftUnsaved());
        return "handled";
      case "!":
        return this.#run();
      default:
        return this.#change(name, rest);
    }
  }

  #change(name: string, rest: string): FrameAnswer {
    const command = editCommands.get(name) ?? codeCommands.get(name);
    if (command === undefined) throw new EditMistake(words.unknown(name));
    if (!this.#isCode && codeCommands.has(name)) throw new EditMistake(words.codeOnly());
    const { state, say } = command(this.#state, rest, this.#host.replace);
    this.#check(state);
    this.#become(state);
    this.#say(say);
    return "handled";
  }

  #append(typed: string): void {
    const { lines, indent, echo } = this.#state;
    const text = " ".repeat((indent ?? 0) * 4) + typed;
    const state = withLines(this.#state, [...lines, text]);
    this.#check(state);
    this.#become(state);
    if (echo) this.#say(numbered(text, lines.length + 1, lines.length + 1));
  }

  /** A draft that is as long as a saved text may be can always be shown, and taken up again. */
  #check(state: EditState): void {
    if (state.lines.length > mostLines) throw new EditMistake(words.tooManyLines(mostLines));
    if (textOf(state).length > this.#most) throw new EditMistake(words.tooLong(this.#most));
  }

  get #most(): number {
    return Math.min(this.#editor.maxLength ?? longest, longest);
  }

  get #isCode(): boolean {
    return this.#editor.run !== undefined;
  }

  #become(state: EditState): void {
    const isOther = state.lines !== this.#state.lines;
    this.#state = state;
    if (!isOther) return;
    this.#keepDraft();
    if (this.#inWindow !== null && this.#inWindow !== textOf(state)) this.showInWindow();
  }

  #keepDraft(): void {
    const { id } = this.#editor;
    if (this.#drafts === null || id === undefined) return;
    if (!this.#isChanged) return this.#drafts.remove(id, this.#edit.params);
    const draft = { text: textOf(this.#state), base: this.#base, title: this.#title };
    const dropped = this.#drafts.put(id, this.#edit.params, draft);
    if (dropped !== null) this.#say(words.draftDropped(dropped));
  }

  #dropDraft(): void {
    const { id } = this.#editor;
    if (id !== undefined) this.#drafts?.remove(id, this.#edit.params);
  }

  get #draft(): ReturnType<Drafts["get"]> {
    const { id } = this.#editor;
    return id === undefined ? null : (this.#drafts?.get(id, this.#edit.params) ?? null);
  }

  get #isChanged(): boolean {
    return textOf(this.#state) !== this.#base;
  }

  get #title(): string {
    return this.#editor.title(this.#edit);
  }

  #show(rest: string, isNumbered: boolean): void {
    const { lines } = this.#state;
    if (lines.length === 0) return this.#say(words.empty());
    const { from, to } = rangeOr(rest, lines.length, "all");
    const shown = lines.slice(from, to).map((line, at) => {
      if (!isNumbered) return escapeMarkup(line);
      return numbered(this.#isCode ? escapeMarkup(line) : line, from + at + 1, lines.length);
    });
    this.#host.page(shown.join("\n"));
  }

  #quit(): FrameAnswer {
    if (!this.#isChanged) {
      this.#leave(words.left());
      return "handled";
    }
    this.#ask(words.askToSave(), true, (isYes) => {
      if (isYes) this.#save(() => this.#leave(words.left()));
      else this.#leave(words.leftUnsaved());
    });
    return "handled";
  }

  #run(): FrameAnswer | Promise<void> {
    if (this.#editor.run === undefined) throw new EditMistake(words.codeOnly());
    return this.#editor.run(this.#edit, textOf(this.#state)) ?? "handled";
  }

  /** Whoever else changed the text since then is not overwritten without a question. */
  #save(done: () => void): void {
    if (!this.#isChanged) {
      this.#say(words.unchanged());
      return done();
    }
    const now = this.#hooked(() => this.#editor.load(this.#edit));
    if (now === null) return;
    if (now.value === this.#base) return this.#write(done);
    this.#ask(words.askToOverwrite(), false, (isYes) => {
      if (isYes) this.#write(done);
      else this.#say(words.notSaved());
    });
  }

  #write(done: () => void): void {
    const text = textOf(this.#state);
    if (this.#hooked(() => this.#editor.save(this.#edit, text)) === null) return this.#say(words.notSaved());
    const base = this.#base;
    this.#host.undoWith(() => {
      this.#base = base;
    });
    this.#base = text;
    this.#dropDraft();
    this.#say(words.saved(this.#title));
    done();
  }

  /** What a hook of the editor gives; null when it refuses, which the player has read then. */
  #hooked<T>(hook: () => T): { readonly value: T } | null {
    const result = this.#host.attempt(hook);
    if (result.ok) return { value: result.value };
    if (!(result.error instanceof EditRefusal)) throw result.error;
    this.#say(result.error.message);
    return null;
  }

  #leave(farewell: string): void {
    this.#dropDraft();
    this.#host.session.frames.remove(this);
    this.#tellClient("Close", {});
    this.#say(farewell);
    this.#editor.quit?.(this.#edit);
  }

  #ask(question: string, otherwise: boolean, answered: (isYes: boolean) => void): void {
    const { session } = this.#host;
    const frame = new QuestionFrame(
      confirmRule(question, { default: otherwise }),
      {
        tell: (text) => session.msg(text),
        prompt: (text) => session.msg({ text, prompt: true }),
        answered,
        ended() {},
      },
      { survivesUnpuppet: this.survivesUnpuppet },
    );
    session.frames.push(frame);
  }

  /** Others would not know what to do with it. */
  #tellClient(what: "Text" | "Close", facts: JsonObject): void {
    const { session } = this.#host;
    if (session.hasEditorWindow) session.send(`Mudlark.Editor.${what}`, [], facts);
  }

  #say(text: string): void {
    this.#host.session.msg(text);
  }
}

function numbered(line: string, number: number, highest: number): string {
  return `${String(number).padStart(String(highest).length)}  ${line}|n`;
}
