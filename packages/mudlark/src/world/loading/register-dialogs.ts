import type { Dialogs } from "../../command/dialogs/dialogs.ts";
import { isEditor } from "../../command/editor/editor.ts";
import { isMenu } from "../../command/menu/menu.ts";
import type { GameModule } from "./game-loader.ts";

/**
 * Makes every editor and every menu known that the game's modules export.
 *
 * @throws MudlarkError DIALOG_INVALID when two of a sort have the same id
 */
export function registerGameDialogs(dialogs: Dialogs, modules: readonly GameModule[]): void {
  for (const { exports } of modules) {
    for (const value of Object.values(exports)) {
      if (isEditor(value) || isMenu(value)) dialogs.register(value);
    }
  }
}
