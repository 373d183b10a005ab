import type { Kernel } from "../kernel.ts";
import {
  dateAt,
  gregorian,
  nextMatch,
  type Calendar,
  type CalendarDate,
  type CalendarPattern,
} from "./calendar.ts";
import type { UpTime } from "./up-time.ts";

/** How game time runs (`time` in the configuration). */
export interface GameTimeOptions {
  /** Seconds of game time in a second. Default 2. */
  readonly factor?: number;
  /** Game time at the beginning, in seconds of the calendar. Default: the first start, or the first day of an own calendar. */
  readonly epoch?: number | null;
  /** Does game time go on while the server is stopped? Default false. */
  readonly ignoreDowntime?: boolean;
  /** Default the Gregorian one. */
  readonly calendar?: Calendar;
}

const epochKey = "time.serverEpoch";
const offsetKey = "time.offset";

/**
 * The time in the world of the game, by its own calendar (`world.md` §15).
 *
 * @example
 * const { hour, day, month } = game.time.date;
 * ctx.msg(`It is ${hour} o'clock on day ${day} of ${game.time.calendar.months[month - 1]}.`);
 */
export class GameTime {
  readonly calendar: Calendar;
  /** Seconds of game time in a second. */
  readonly factor: number;
  readonly #game: Kernel;
  readonly #upTime: UpTime;
  readonly #epoch: number | null;
  readonly #ignoreDowntime: boolean;

  constructor(game: Kernel, upTime: UpTime, options: GameTimeOptions = {}) {
    const { factor = 2, calendar = gregorian, epoch = null, ignoreDowntime = false } = options;
    this.#game = game;
    this.#upTime = upTime;
    this.factor = factor;
    this.calendar = calendar;
    this.#epoch = epoch ?? calendar.origin;
    this.#ignoreDowntime = ignoreDowntime;
  }

  /** Seconds that the world has run since its first start, without the times when it did not. */
  get runtime(): number {
    return this.#upTime.total / 1000;
  }

  /** Seconds since this start or reload. */
  get uptime(): number {
    return this.#upTime.current / 1000;
  }

  /** The first start of the world; milliseconds since 1970. */
  get serverEpoch(): number {
    const epoch = this.#game.settings.get(epochKey);
    return typeof epoch === "number" ? epoch : this.#game.clock.now();
  }

  /** Seconds of game time since its beginning, or since `reset`. */
  get elapsed(): number {
    return (this.#seconds - Number(this.#game.settings.get(offsetKey) ?? 0)) * this.factor;
  }

  /** Game time: seconds of the calendar. */
  get now(): number {
    return this.elapsed + (this.#epoch ?? this.serverEpoch / 1000);
  }

  /** The same by the calendar. */
  get date(): CalendarDate {
    return dateAt(this.calendar, this.now);
  }

  /**
   * Real seconds until the game's calendar next shows this; null when it never will.
   *
   * @example
   * game.time.realSecondsUntil({ hour: 6 }); // until the next 6:00:00
   */
  realSecondsUntil(pattern: CalendarPattern): number | null {
    const { now } = this;
    const next = nextMatch(this.calendar, now, pattern);
    return next === null ? null : (next - now) / this.factor;
  }

  /** Game time begins anew. What is scheduled waits for its next moment from there. @throws MudlarkError TURN_CLOSED */
  reset(): void {
    this.#game.settings.set(offsetKey, this.#seconds);
    this.#game.signals.emit("gameTimeReset", { now: this.now });
  }

  /** For the timekeeper: the first start is remembered. Runs in a turn. */
  begin(): void {
    if (!this.#game.settings.has(epochKey)) this.#game.settings.set(epochKey, this.#game.clock.now());
  }

  get #seconds(): number {
    return this.#ignoreDowntime ? (this.#game.clock.now() - this.serverEpoch) / 1000 : this.runtime;
  }
}
