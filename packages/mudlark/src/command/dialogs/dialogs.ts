import { MudlarkError } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import type { KeptFrame } from "../../link/session-state.ts";
import type { Game } from "../../model/game.ts";
import type { Message } from "../../model/message.ts";
import { Aborted } from "../../model/turn/aborted.ts";
import { EditContext, EditRefusal, isEditor, type Editor } from "../editor/editor.ts";
import { EditorFrame } from "../editor/editor-frame.ts";
import { editorWords } from "../editor/editor-words.ts";
import type { PatternReplace } from "../editor/replace-in.ts";
import type { InputSource } from "../input-source.ts";
import type { AnyMenu, Menu, MenuOpening } from "../menu/menu.ts";
import { MenuFrame, type MenuPlace } from "../menu/menu-frame.ts";
import { menuWords } from "../menu/menu-words.ts";
import { openPager } from "../pager/open-pager.ts";
import type { PageContent, PageOptions } from "../pager/page-options.ts";
import { laneOf } from "../run/session-lane.ts";

/** What dialogs need of the world. */
export interface DialogPorts {
  readonly game: Game;
  readonly replace: PatternReplace;
  /** Runs a line for whoever is at the session, as if code had executed it. */
  run(session: InputSource, line: string): void;
  /** Writes an error down and tells the player. */
  fail(session: InputSource, error: unknown, label: string): void;
}

type Say = (message: string | Partial<Message>) => void;

/** Opens what a session reads and answers for longer than one line. One for each world. */
export class Dialogs {
  readonly #ports: DialogPorts;
  readonly #editors = new Map<string, Editor>();
  readonly #menus = new Map<string, Menu>();

  constructor(ports: DialogPorts) {
    this.#ports = ports;
  }

  /**
   * Makes an editor or a menu known, so that it can be opened again by the next world.
   *
   * @throws MudlarkError DIALOG_INVALID when another one has its id
   */
  register(dialog: Editor | AnyMenu): void {
    const { id } = dialog;
    if (id === undefined) return;
    const isOther = isEditor(dialog)
      ? enter(this.#editors, id, dialog)
      : enter(this.#menus, id, dialog as unknown as Menu);
    if (isOther) throw new MudlarkError("DIALOG_INVALID", `two editors or two menus have the id "${id}"`);
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
    requireKnown(this.#editors, editor);
    this.#edit(session, editor, params, false);
  }

  /**
   * Opens a menu, which shows itself in a turn after this one.
   *
   * @throws MudlarkError DIALOG_INVALID when the menu has an id and is not known
   */
  menu<Name extends string, Data extends JsonObject>(
    session: InputSource,
    menu: Menu<Name, Data>,
    { data = {}, start = menu.start, input = "" }: MenuOpening<Name, Data>,
  ): void {
    requireKnown(this.#menus, menu);
    const place = { node: start, data: { ...menu.data, ...data }, page: 0 };
    this.#menu(session, menu as unknown as Menu, place, input);
  }

  /** Opens again what a session had open when the last world ended. Runs in a turn. */
  restore(session: InputSource, frames: readonly KeptFrame[]): void {
    const { game } = this.#ports;
    for (const { kind, id, state } of frames) {
      const result = game.attempt(() => this.#reopen(session, { kind, id, state }));
      if (result.ok && result.value) continue;
      session.msg(kind === "menu" ? menuWords.lost() : editorWords.lost());
      if (!result.ok)
        game.logger.error("a dialog could not be opened again", { kind, id, error: result.error });
    }
  }

  #reopen(session: InputSource, { kind, id, state }: KeptFrame): boolean {
    if (kind === "menu") {
      const menu = this.#menus.get(id);
      const place = state as unknown as MenuPlace;
      if (menu === undefined || menu.node(place.node) === null) return false;
      this.#menu(session, menu, place, "");
      return true;
    }
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

  #menu(session: InputSource, menu: Menu, place: MenuPlace, input: string): void {
    const { game } = this.#ports;
    const run = (line: string): void => this.#ports.run(session, line);
    const frame = new MenuFrame(menu, { game, session, run }, place);
    session.frames.push(frame);
    const { turns } = game;
    const spec = { kind: "event", label: "menu", lane: laneOf(session.id), session: session.id } as const;
    const giveUp = (error: unknown): void => {
      session.frames.remove(frame);
      this.#ports.fail(session, error, `menu ${menu.id ?? menu.start}`);
    };
    turns.enqueue(spec, async () => {
      // The turn that opened it may have been undone.
      if (!session.frames.all.includes(frame)) return;
      try {
        await frame.begin(input);
      } catch (error) {
        if (error instanceof Aborted) return;
        // After a foreign `await` it is outside of its turn.
        if (!turns.inTurn) return turns.enqueue(spec, () => giveUp(error));
        turns.requireTurn().rollback();
        giveUp(error);
      }
    });
  }
}

/** @returns does another one have that id? */
function enter<Dialog>(known: Map<string, Dialog>, id: string, dialog: Dialog): boolean {
  const other = known.get(id);
  if (other !== undefined && other !== dialog) return true;
  known.set(id, dialog);
  return false;
}

function requireKnown(known: ReadonlyMap<string, unknown>, dialog: { readonly id?: string }): void {
  const { id } = dialog;
  if (id === undefined || known.get(id) === dialog) return;
  const advice = "export it from a file that src/game.ts imports";
  throw new MudlarkError("DIALOG_INVALID", `the menu or editor "${id}" is not known: ${advice}`);
}
