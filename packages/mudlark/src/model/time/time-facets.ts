import type { Game } from "../game.ts";
import { Monitors } from "../monitors/monitors.ts";
import { Delays, type Delay } from "./delays.ts";
import type { GameTime } from "./game-time.ts";
import { OnDemand } from "./on-demand.ts";
import { Schedules } from "./schedules.ts";
import { Tickers } from "./tickers.ts";
import type { Timekeeper } from "./timekeeper.ts";

declare module "../game.ts" {
  interface Game {
    /** Does something once, after some seconds. */
    readonly delay: Delay;
    /** What is to be done once, and what has failed. */
    readonly delays: Delays;
    readonly tickers: Tickers;
    /** Who wants to know when something changes. */
    readonly monitors: Monitors;
    /** What changes as time goes by, and is worked out when somebody looks. */
    readonly onDemand: OnDemand;
    /** The time in the world of the game. */
    readonly time: GameTime;
    /** What is to be done at a certain game time. */
    readonly schedules: Schedules;
  }
}

/** Gives a world what works by time. */
export function addTimeFacets(game: Game, time: Timekeeper): void {
  const delays = new Delays(game, time);
  const delay = (seconds: number, what: Parameters<Delays["add"]>[1], ...rest: readonly unknown[]): unknown =>
    delays.add(seconds, what, rest);
  const facets = {
    delays,
    delay,
    tickers: new Tickers(game, time),
    monitors: new Monitors(game, time),
    onDemand: new OnDemand(game, time),
    time: time.gameTime,
    schedules: new Schedules(game, time),
  } satisfies Partial<Record<keyof Game, unknown>>;
  for (const [name, value] of Object.entries(facets)) Object.defineProperty(game, name, { value });
}
