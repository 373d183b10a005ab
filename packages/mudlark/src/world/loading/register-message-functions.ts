import { MudlarkError } from "../../base/errors.ts";
import type { Kernel } from "../../model/kernel.ts";
import type { TemplateFunction } from "../../text/template/template-function.ts";

/**
 * Lets the templates of messages call a game's own functions. What one throws is written down, and its call stays as it
 * was written.
 *
 * @throws MudlarkError GAME_INVALID for a name that no template could call
 */
export function registerMessageFunctions(
  game: Kernel,
  functions: Readonly<Record<string, TemplateFunction>>,
): void {
  for (const [name, run] of Object.entries(functions)) {
    if (!/^[a-z]\w{0,63}$/i.test(name)) {
      throw new MudlarkError("GAME_INVALID", `"${name}" cannot be the name of a function in messages`);
    }
    game.templates.addFunction(name, (call, reading) => {
      try {
        return run(call, reading);
      } catch (error) {
        game.logger.error("a function of messages failed", { function: name, error });
        return undefined;
      }
    });
  }
}
