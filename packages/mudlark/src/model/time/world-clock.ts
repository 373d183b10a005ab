import type { Clock } from "../../base/clock.ts";
import type { Settings } from "../settings.ts";
import { WallClock } from "./wall-clock.ts";

/** How long the world was stopped on purpose, all in all, in milliseconds. */
const downtimeKey = "time.downtime";
/** Since when it is; not there while it runs and after a crash. */
const stoppedKey = "time.stopped";

/**
 * Time as scripts and tickers count it: it stands still while the world is stopped or replaced on purpose, so that
 * each goes on with what was left; and it goes on through a crash, so that what falls due then is done as soon as the
 * world is back (`world.md` §14).
 */
export class WorldClock extends WallClock {
  readonly #settings: Settings;
  #downtime = 0;

  constructor(clock: Clock, settings: Settings) {
    super(clock);
    this.#settings = settings;
  }

  override now(): number {
    return super.now() - this.#downtime;
  }

  /** The world stops on purpose. Runs in a turn. */
  rest(): void {
    this.#settings.set(stoppedKey, super.now());
  }

  /** It did not stop after all. Runs in a turn. */
  goOn(): void {
    this.#settings.delete(stoppedKey);
  }

  /** The world begins. Runs in a turn. */
  resume(): void {
    const before = Number(this.#settings.get(downtimeKey) ?? 0);
    const stopped = this.#settings.get(stoppedKey);
    this.#downtime = before;
    if (typeof stopped !== "number") return;
    // Negative when somebody has put the clock back meanwhile: then, too, everything goes on with what was left.
    this.#downtime += super.now() - stopped;
    this.#settings.delete(stoppedKey);
    this.#settings.set(downtimeKey, this.#downtime);
  }
}
