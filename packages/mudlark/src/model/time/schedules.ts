import { MudlarkError } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Entity } from "../entity/entity.ts";
import type { Game } from "../game.ts";
import { JournaledMap } from "../turn/journaled-map.ts";
import { nextMatch, type CalendarPattern } from "./calendar.ts";
import type { AlarmQueue } from "./alarm-queue.ts";
import type { Callback } from "./callback.ts";
import type { Alarm } from "./scheduler.ts";
import {
  StoredCall,
  type CallWorld,
  type EntityWithMethod,
  type MethodArguments,
  type MethodName,
} from "./stored-call.ts";
import { TargetIndex } from "./target-index.ts";
import type { Timekeeper, TimerFault, TimeService } from "./timekeeper.ts";

declare module "../signals.ts" {
  interface SignalMap {
    /** Game time has begun anew; `now` is what it is. */
    gameTimeReset: { readonly now: number };
  }
}

/** When something is to be done, by the game's calendar. */
export interface ScheduleTime extends CalendarPattern {
  /** Again and again? Default false: once. */
  readonly repeat?: boolean;
}

/** Something that is to be done at a moment of game time. */
export interface Scheduled {
  /** To cancel it with; may be kept in an attribute. */
  readonly key: string;
  readonly time: ScheduleTime;
  /** What is called: `#5.open`, or the id of a callback. */
  readonly label: string;
  /** Game time. */
  readonly due: number;
  /** It hung the world or ended it twice, and waits until it is scheduled again. */
  readonly isSuspended: boolean;
}

interface Entry extends Scheduled {
  readonly number: number;
  readonly call: StoredCall;
  readonly alarm: Alarm;
}

const rowPrefix = "schedule.";

/**
 * What is done when the game's calendar shows a certain time: sunrise, the first of the month. Always durable.
 *
 * @example
 * game.schedules.add({ hour: 6, repeat: true }, gate, "open");
 */
export class Schedules implements TimeService {
  readonly name = "schedule";
  readonly #game: Game;
  readonly #time: Timekeeper;
  readonly #entries: JournaledMap<string, Entry>;
  readonly #targets: TargetIndex<string>;

  constructor(game: Game, time: Timekeeper) {
    this.#game = game;
    this.#time = time;
    this.#entries = new JournaledMap(game.turns);
    this.#targets = new TargetIndex(game.turns);
    time.add(this);
    game.signals.on("entityDeleting", ({ entity }) => {
      for (const key of this.#targets.of(entity)) this.cancel(key);
    });
    game.signals.on("gameTimeReset", () => {
      for (const entry of this.#entries.values()) this.#plan(entry, this.#now);
    });
  }

  /**
   * Calls a method of an entity when the game's calendar shows this.
   *
   * @throws MudlarkError TURN_CLOSED, TIMER_CALL, ATTRIBUTE_VALUE; RangeError for a time that never comes
   */
  add<E extends Entity, M extends MethodName<E>>(
    time: ScheduleTime,
    entity: E,
    method: M,
    ...args: MethodArguments<E, M>
  ): Scheduled;
  /** The same, for `this`. */
  add<M extends string, const A extends unknown[]>(
    time: ScheduleTime,
    entity: EntityWithMethod<M, A>,
    method: M,
    ...args: A
  ): Scheduled;
  /** The same with a callback in place of a method. */
  add<A extends readonly unknown[]>(time: ScheduleTime, callback: Callback<A>, ...args: A): Scheduled;
  add(time: ScheduleTime, target: Entity | Callback, ...rest: readonly unknown[]): Scheduled {
    const call = StoredCall.of(target, rest, this.#world);
    const due = this.#next(time, this.#now);
    if (due === null) throw new RangeError("that time never comes by the calendar of the game");
    return this.#begin(this.#make(this.#time.nextId(), time, due, call, false));
  }

  /** @throws MudlarkError TURN_CLOSED, TIMER_MISSING when there is none */
  cancel(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined)
      throw new MudlarkError("TIMER_MISSING", `nothing is scheduled with the key "${key}"`);
    this.#remove(entry);
  }

  /** The next first. */
  all(): readonly Scheduled[] {
    return [...this.#entries.values()].sort((a, b) => a.due - b.due || a.number - b.number);
  }

  /** Null when it was done or cancelled. */
  get(key: string): Scheduled | null {
    return this.#entries.get(key) ?? null;
  }

  resume(): void {
    this.#time.eachRow(rowPrefix, (number, row) => {
      if (!this.#entries.has(keyOf(number))) this.#resume(Number(number), row);
    });
  }

  /** Its rows say everything at all times. */
  rest(): void {}

  suspend(id: string): string | null {
    const row = this.#game.settings.get(rowPrefix + id) as JsonObject | undefined;
    if (row === undefined) return null;
    this.#game.settings.set(rowPrefix + id, { ...row, suspended: true });
    const { label } = StoredCall.read(row["call"], this.#world);
    return `The scheduled ${label} is suspended: it held up the world, or ended it twice. Mend it, and schedule it again.`;
  }

  *faults(queue: AlarmQueue): Generator<TimerFault> {
    for (const { key, number, label, call, alarm, isSuspended } of this.#entries.values()) {
      const about = `schedule ${number} (${label})`;
      const problem = queue.problemOf(alarm, !isSuspended);
      if (problem !== null) yield { about, problem };
      if (call.isGone) yield { about, problem: "What it belongs to was deleted." };
      if (!this.#game.settings.has(rowPrefix + number)) yield { about, problem: `It is not kept (${key}).` };
    }
  }

  get #world(): CallWorld {
    return { game: this.#game, callbacks: this.#time.callbacks };
  }

  get #now(): number {
    return this.#game.time.now;
  }

  #next(time: ScheduleTime, from: number): number | null {
    return nextMatch(this.#game.time.calendar, from, time);
  }

  #resume(number: number, row: JsonObject): void {
    const call = StoredCall.read(row["call"], this.#world);
    if (call.isGone) return this.#game.settings.delete(rowPrefix + number);
    const time = (row["time"] ?? {}) as ScheduleTime;
    this.#put(this.#make(number, time, Number(row["due"]), call, row["suspended"] === true));
  }

  #make(number: number, time: ScheduleTime, due: number, call: StoredCall, isSuspended: boolean): Entry {
    const key = keyOf(number);
    const { label } = call;
    const alarm = this.#time.scheduler.alarm(`schedule ${number} ${label}`, () => this.#ring(key));
    return { number, key, time, due, call, label, alarm, isSuspended };
  }

  #begin(entry: Entry): Entry {
    this.#store(entry);
    this.#put(entry);
    return entry;
  }

  #put(entry: Entry): void {
    this.#entries.set(entry.key, entry);
    this.#targets.add(entry.call, entry.key);
    this.#arm(entry);
  }

  #arm({ alarm, due, isSuspended }: Entry): void {
    const wait = ((due - this.#now) / this.#game.time.factor) * 1000;
    if (!isSuspended) alarm.set(this.#time.scheduler.now + wait);
  }

  #store({ number, time, due, call }: Entry): void {
    this.#game.settings.set(rowPrefix + number, { time: { ...time }, due, call: call.toJson() });
  }

  /** The next time counts from when this one was due, so it neither drifts nor comes twice; what was missed is skipped. */
  #ring(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    if (entry.time.repeat === true) this.#plan(entry, Math.max(entry.due, this.#now));
    else this.#remove(entry);
    const result = this.#time.attempt(() => entry.call.run(this.#world));
    if (result.ok) return;
    const { label } = entry;
    this.#game.logger.error("something scheduled failed, and what it did was undone", {
      label,
      error: result.error,
    });
  }

  #plan(entry: Entry, from: number): void {
    const due = this.#next(entry.time, from);
    if (due === null) return this.#remove(entry);
    const planned = { ...entry, due };
    this.#entries.set(entry.key, planned);
    if (!entry.isSuspended) this.#store(planned);
    this.#arm(planned);
  }

  #remove({ key, number, call, alarm }: Entry): void {
    alarm.cancel();
    this.#entries.delete(key);
    this.#targets.remove(call, key);
    this.#game.settings.delete(rowPrefix + number);
  }
}

function keyOf(number: number | string): string {
  return `schedule-${number}`;
}
