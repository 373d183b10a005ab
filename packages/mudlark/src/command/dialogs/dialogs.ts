import { MudlarkError } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import type { KeptFrame } from "../../link/session-state.ts";
import type { Game } from "../../model/game.ts";
import type { Message } from "../../model/message.ts";
import { EditContext, EditRefusal, type Editor } from "../editor/editor.ts";
import { EditorFrame } from "../editor/editor-frame.ts";
import { editorWords } from "../editor/editor-words.ts";
import type { PatternReplace } from "../editor/replace-in.ts";
import type { InputSource } from "../input-source.ts";
import { openPager } from "../pager/open-pager.ts";
import type { PageContent, PageOptions } from "../pager/page-options.ts";

/** What dialogs need of the world. */
export interface DialogPorts {
  readonly game: Game;
  readonly replace: PatternReplace;
  /** Runs a line for whoever is at the session, as if code had executed it. */
  run(session: InputSource, line: string): void;
}

type Say = (message: string | Partial<Message>) => void;

/** Opens what a session reads and answers for longer than one line. One for each world. */
export class Dialogs {
  readonly #ports: DialogPorts;
  readonly #editors = new Map<string, Editor>();

  constructor(ports: DialogPorts) {
    this.#ports = ports;
  }

  /**
   * Makes an editor known, so that it can be opened again by the next world.
   *
   * @throws MudlarkError DIALOG_INVALID when another one has its id
   */
  register(editor: Editor): void {
    if (editor.id === undefined) return;
    const known = this.#editors.get(editor.id);
    if (known !== undefined && known !== editor) {
      throw new MudlarkError("DIALOG_INVALID", `two editors have the id "${editor.id}"`);
    }
    this.#editors.set(editor.id, editor);
  }

  /**
   * Shows something page by page.
   *
   * @param session null for somebody who is not at a keyboard
   * @param say says what needs no pager
   */
  page(session: InputSource | null, say: Say, content: PageContent, options: PageOptions = {}): void {
    const run = (line: string): void => {
      if (session !== null) this.#ports.run(session, line);
    };
    openPager({ session, say, run }, content, options);
  }

  /**
   * Opens a text in the line editor.
   *
   * @throws MudlarkError DIALOG_INVALID when the editor has an id and is not known
   */
  edit<Params extends JsonObject>(session: InputSource, editor: Editor<Params>, params: Params): void {
    if (editor.id !== undefined && this.#editors.get(editor.id) !== (editor as unknown as Editor)) {
      const advice = "export it from a file that src/game.ts imports";
      throw new MudlarkError("DIALOG_INVALID", `the editor "${editor.id}" is not known: ${advice}`);
    }
    this.#edit(session, editor, params, false);
  }

  /** Opens again what a session had open when the last world ended. Runs in a turn. */
  restore(session: InputSource, frames: readonly KeptFrame[]): void {
    const { game } = this.#ports;
    for (const { kind, id, state } of frames) {
      const result = game.attempt(() => this.#open(session, { kind, id, state }));
      if (result.ok && result.value) continue;
      session.msg(editorWords.lost(kind));
      if (!result.ok)
        game.logger.error("a dialog could not be opened again", { kind, id, error: result.error });
    }
  }

  #open(session: InputSource, { id, state }: KeptFrame): boolean {
    const editor = this.#editors.get(id);
    return editor !== undefined && this.#edit(session, editor, state as JsonObject, true);
  }

  #edit(session: InputSource, editor: Editor, params: JsonObject, isAgain: boolean): boolean {
    const { game, replace } = this.#ports;
    try {
      const frame = new EditorFrame(editor, new EditContext(params, game, session), {
        session,
        replace,
        undoWith: (undo) => game.turns.journal.record(undo),
        attempt: (action) => game.attempt(action),
        page: (text) => this.page(session, (message) => session.msg(message), text),
      });
      session.frames.push(frame);
      frame.begin(isAgain);
      return true;
    } catch (error) {
      if (!(error instanceof EditRefusal)) throw error;
      session.msg(error.message);
      return false;
    }
  }
}
