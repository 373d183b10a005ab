import { Entity } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";
import { ScriptHandler } from "./script-handler.ts";
import type { Scripts } from "./scripts.ts";

declare module "../../model/entity/entity.ts" {
  interface Entity {
    /** The scripts that belong to it. */
    readonly scripts: ScriptHandler;
  }
}

declare module "../../model/game.ts" {
  interface Game {
    readonly scripts: Scripts;
  }
}

/** Gives scripts to a world: to the world itself, and to each of its entities. */
export function addScriptFacets(game: Game, scripts: Scripts): void {
  Object.defineProperty(game, "scripts", { value: scripts });
  Object.defineProperty(Entity.prototype, "scripts", {
    configurable: true,
    get(this: Entity): ScriptHandler {
      return new ScriptHandler(this, this.game.scripts);
    },
  });
}
