import { isCallback, type Callbacks } from "../../model/time/callback.ts";
import type { GameModule } from "./game-loader.ts";

/**
 * Makes every callback known that the game's modules export.
 *
 * @throws MudlarkError TIMER_CALL when two have the same id
 */
export function registerGameCallbacks(callbacks: Callbacks, modules: readonly GameModule[]): void {
  for (const { exports } of modules) {
    for (const value of Object.values(exports)) if (isCallback(value)) callbacks.register(value);
  }
}
