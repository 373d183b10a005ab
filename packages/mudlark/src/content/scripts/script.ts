import { Entity } from "../../model/entity/entity.ts";

/** How the timer of a script is to run. */
export interface ScriptTiming {
  /** Seconds between two ticks; fractions down to a millisecond. 0 or less: no timer. */
  readonly interval?: number;
  /** Wait one interval before the first tick? Default false: it comes at once. */
  readonly startDelay?: boolean;
  /** Stop after so many ticks; 0 is never. */
  readonly repeats?: number;
}

/** Why `atStart` is called: `server` is after a reload, a start or a crash. */
export interface ScriptStart {
  readonly reason: "start" | "unpause" | "server";
}

/**
 * Whose time a script goes by: `world` stands still while the server is stopped or reloads, so that a timer goes on
 * with what was left; `wall` does not, so that it ticks once at the start when it fell due meanwhile.
 */
export type ScriptClock = "world" | "wall";

/** Where a timer stands. */
export type TimerPosition =
  /** Milliseconds by the clock; the world's when none is named. */
  | { readonly due: number; readonly count: number; readonly clock?: ScriptClock }
  /** Paused: milliseconds that are left. */
  | { readonly remaining: number; readonly count: number };

/**
 * Something that is nowhere, keeps data, and may do something again and again: weather, a quest, a poison. It is
 * global, or belongs to an object or account and goes with it (`world.md` §14). Its hooks are methods to override.
 *
 * @example
 * class Weather extends Script.with({ sky: attr.text({ default: "clear" }) }) {
 *   override atScriptCreation() {
 *     this.interval = 60;
 *   }
 *   override atRepeat() {
 *     this.sky = this.sky === "clear" ? "cloudy" : "clear";
 *   }
 * }
 * quay.scripts.add(Weather, { key: "weather" });
 */
export class Script extends Entity {
  static readonly classId: string = "mudlark.Script";

  /** One line for staff about what it does. */
  get desc(): string {
    const desc = this.readField("desc");
    return typeof desc === "string" ? desc : "";
  }

  set desc(desc: string) {
    this.writeField("desc", desc === "" ? undefined : desc);
  }

  /** What it belongs to; null for a global script. */
  get owner(): Entity | null {
    return this.game.scripts.ownerOf(this);
  }

  /** Seconds between two ticks; -1 is no timer. A change counts from the next `start`. */
  get interval(): number {
    const interval = this.readField("interval");
    return typeof interval === "number" ? interval : -1;
  }

  /** @throws RangeError for what is no number of seconds; TURN_CLOSED */
  set interval(seconds: number) {
    if (!Number.isFinite(seconds)) throw new RangeError(`an interval is a number of seconds, not ${seconds}`);
    this.writeField("interval", seconds > 0 ? Math.max(1, Math.round(seconds * 1000)) / 1000 : undefined);
  }

  /** Does the first tick come an interval after the start, and not at once? */
  get startDelay(): boolean {
    return this.readField("startDelay") === true;
  }

  set startDelay(wait: boolean) {
    this.writeField("startDelay", wait || undefined);
  }

  /** After so many ticks it stops; 0 is never. */
  get repeats(): number {
    const repeats = this.readField("repeats");
    return typeof repeats === "number" ? repeats : 0;
  }

  set repeats(repeats: number) {
    this.writeField("repeats", repeats > 0 && Number.isFinite(repeats) ? Math.floor(repeats) : undefined);
  }

  /** Does its timer go on after the server was stopped? Through reloads and crashes every timer goes on. */
  get persistent(): boolean {
    return this.readField("persistent") !== false;
  }

  set persistent(persistent: boolean) {
    this.writeField("persistent", persistent ? undefined : false);
  }

  /** Whose time its interval is. A change counts from the next tick or `start`. Default `world`. */
  get clock(): ScriptClock {
    return this.readField("clock") === "wall" ? "wall" : "world";
  }

  set clock(clock: ScriptClock) {
    this.writeField("clock", clock === "wall" ? clock : undefined);
  }

  /** Is its timer started? A paused one is. */
  get isActive(): boolean {
    return this.timerPosition !== null;
  }

  get isPaused(): boolean {
    const position = this.timerPosition;
    return position !== null && "remaining" in position;
  }

  /** Why its timer was taken from it, if it was: it hung the world, or ended it twice. `start` gives it back. */
  get suspension(): string | null {
    const suspension = this.readField("suspended");
    return typeof suspension === "string" ? suspension : null;
  }

  /**
   * Starts the timer, or sets it anew when something is given; then `atStart`. A paused one goes on with what was
   * left: a new interval makes that longer or shorter by the difference, a new `startDelay` makes it the whole
   * interval, or nothing. Without an interval nothing happens.
   *
   * @throws MudlarkError ENTITY_DELETED, TURN_CLOSED, and what `atStart` throws, after all was undone
   */
  start(timing: ScriptTiming = {}): void {
    this.game.scripts.timers.start(this, timing);
  }

  /** Holds the timer until `unpause`; then `atPause`. A second time it does nothing. @throws MudlarkError TURN_CLOSED */
  pause(): void {
    this.game.scripts.timers.pause(this);
  }

  /** Goes on with what was left; then `atStart`. @throws MudlarkError TURN_CLOSED */
  unpause(): void {
    this.game.scripts.timers.unpause(this);
  }

  /** Ends the timer; the script stays. Then `atStop`, if there was something to end. @throws MudlarkError TURN_CLOSED */
  stop(): void {
    this.game.scripts.timers.stop(this);
  }

  /** Ticks now, once; the next tick comes after a whole interval. Only while the timer runs. */
  forceRepeat(): void {
    this.game.scripts.timers.forceRepeat(this);
  }

  /** Seconds; null without a timer. */
  timeUntilNextRepeat(): number | null {
    return this.game.scripts.timers.untilNext(this);
  }

  /** Null when it never stops by itself. */
  remainingRepeats(): number | null {
    return this.repeats === 0 ? null : Math.max(0, this.repeats - this.game.scripts.timers.countOf(this));
  }

  /** Sets how many ticks count as done. */
  resetCallcount(count = 0): void {
    this.game.scripts.timers.setCount(this, count);
  }

  /** Once, when it is created: the place for its interval, its key and its attributes. */
  atScriptCreation(): void {}

  /** Before each tick: false stops the timer. */
  isValid(): boolean {
    return true;
  }

  /** Its timer starts or goes on; before the first tick. */
  atStart(_start: ScriptStart): void {}

  /**
   * Each tick. When it throws, what it has changed is undone, the error is written down, the owner is told, and the
   * timer goes on. Ticks that the server was too busy or too dead for are skipped.
   */
  atRepeat(): void {}

  /** Its timer is held: by `pause()`, or, not `manual`, because the server stops or reloads. */
  atPause(_pause: { readonly manual: boolean }): void {}

  /** Its timer has ended. */
  atStop(): void {}

  /** Before it is deleted; false keeps it. */
  atScriptDelete(): boolean | void {}

  /** After every start and reload of the server. */
  atServerStart(): void {}

  /** For the timers. */
  get timerPosition(): TimerPosition | null {
    return (this.readField("timer") as TimerPosition | undefined) ?? null;
  }

  /** For the timers. */
  saveTimer(position: TimerPosition | null): void {
    this.writeField("timer", position === null ? undefined : { ...position });
  }

  /** For the timers. */
  saveSuspension(reason: string | null): void {
    this.writeField("suspended", reason ?? undefined);
  }
}
