import type { Game } from "../model/game.ts";

/** What a game wants to do as its world comes and goes; each in a turn, in this order (`web-and-operations.md` §6.5). */
export interface GameHooks {
  /** Once in the life of a world, when everything that a world needs is there. */
  readonly atInitialSetup?: (game: Game) => unknown;
  /** The world is loaded; before anything else. */
  readonly atServerInit?: (game: Game) => unknown;
  /** After a reload, in the new world. */
  readonly atServerReloadStart?: (game: Game) => unknown;
  /** After a start that was no reload. */
  readonly atServerColdStart?: (game: Game) => unknown;
  /** After either. */
  readonly atServerStart?: (game: Game) => unknown;
  /** Before a reload, in the old world. */
  readonly atServerReloadStop?: (game: Game) => unknown;
  /** Before a stop that is no reload. */
  readonly atServerColdStop?: (game: Game) => unknown;
  /** After either. */
  readonly atServerStop?: (game: Game) => unknown;
}
