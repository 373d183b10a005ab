import { Entity, type EntityClass } from "../../model/entity/entity.ts";
import type { Kernel } from "../../model/kernel.ts";
import type { GameModule } from "./game-loader.ts";

/**
 * Makes every class of entities known that the game's modules export. What has no `classId` of its own is known by
 * its file and name, such as `things/lantern.Lantern`.
 *
 * @throws MudlarkError CLASS_INVALID
 */
export function registerGameClasses(game: Kernel, modules: readonly GameModule[]): void {
  for (const { path, exports } of modules) {
    for (const [name, value] of Object.entries(exports)) {
      if (isEntityClass(value)) game.registerClass(value, { path: path.replace(/^src\//, ""), name });
    }
  }
}

function isEntityClass(value: unknown): value is EntityClass {
  return typeof value === "function" && value.prototype instanceof Entity;
}
