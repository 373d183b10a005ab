import type { JsonObject } from "../../base/json.ts";
import { DialogContext } from "../dialogs/dialog-context.ts";

/** The property by which an editor is known among the exports of a module. */
const editorKey: unique symbol = Symbol("editor");

/** Thrown by `edit.refuse`: no error, but an answer for the player. */
export class EditRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EditRefusal";
  }
}

/** One text that is edited: for whom, and which. */
export class EditContext<Params extends JsonObject = JsonObject> extends DialogContext {
  /** What was given when the editor was opened. */
  readonly params: Params;

  constructor(params: Params, ...whom: ConstructorParameters<typeof DialogContext>) {
    super(...whom);
    this.params = params;
  }

  /** Tells the player why it does not work. While it saves, the text stays in the editor. */
  refuse(reason: string): never {
    throw new EditRefusal(reason);
  }
}

/** Where a text comes from, and where it goes. */
export interface EditorOptions<Params extends JsonObject> {
  /**
   * A name of its own, which never changes. With it, an open editor outlives reloads and crashes, and what was typed
   * is kept as a draft of the account until it is saved or thrown away. Export the editor from a file of the game.
   */
  readonly id?: string;
  /** What is edited, in the middle of a sentence: `the description of lamp`. Markup. */
  title(edit: EditContext<Params>): string;
  /** The text as it is now. Called when the editor is opened, and again before it is saved, to see what others did. */
  load(edit: EditContext<Params>): string;
  /** Saves the text; check again here whether the player may. */
  save(edit: EditContext<Params>, text: string): void;
  /** Runs when the player has left the editor. */
  quit?(edit: EditContext<Params>): void;
  /** Makes it an editor for program code, with the commands for that; `:!` calls this. */
  run?(edit: EditContext<Params>, text: string): void | Promise<void>;
  /** Letters that the text may have. Default: 50 000, which is also the most. */
  readonly maxLength?: number;
}

export interface Editor<Params extends JsonObject = JsonObject> extends Readonly<EditorOptions<Params>> {
  readonly [editorKey]: true;
}

/**
 * Declares how a kind of text is edited, line by line (`commands.md` §12). `ctx.edit` and `session.edit` open it.
 *
 * @example
 * export const signEditor = editor({
 *   id: "sign",
 *   title: () => "the sign",
 *   load: (edit: EditContext<{ sign: number }>) => signOf(edit).text,
 *   save: (edit, text) => void (signOf(edit).text = text),
 * });
 * ctx.edit(signEditor, { sign: sign.id });
 */
export function editor<Params extends JsonObject = Record<string, never>>(
  options: EditorOptions<Params>,
): Editor<Params> {
  return Object.freeze({ ...options, [editorKey]: true as const });
}

export function isEditor(value: unknown): value is Editor {
  return typeof value === "object" && value !== null && editorKey in value;
}
