import { descEditor } from "./building/desc-editor.ts";
import { setEditor } from "./building/set-editor.ts";
import { spawnEditor } from "./building/spawn-editor.ts";
import { helpEditor } from "./system/help-editor.ts";

/** The editors of every game. */
export const stockEditors = [descEditor, helpEditor, setEditor, spawnEditor] as const;
