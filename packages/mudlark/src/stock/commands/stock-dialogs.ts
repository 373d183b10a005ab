import { descEditor } from "./building/desc-editor.ts";
import { setEditor } from "./building/set-editor.ts";
import { spawnEditor } from "./building/spawn-editor.ts";
import { spawnMenu } from "./building/spawn-menu.ts";
import { codeEditor } from "./system/code-editor.ts";
import { helpEditor } from "./system/help-editor.ts";

/** The editors and menus of every game. */
export const stockDialogs = [codeEditor, descEditor, helpEditor, setEditor, spawnEditor, spawnMenu] as const;
