import { messageOf, MudlarkError } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Entity } from "../entity/entity.ts";
import type { Game } from "../game.ts";
import { JournaledMap } from "../turn/journaled-map.ts";
import type { AlarmQueue } from "./alarm-queue.ts";
import type { Callback } from "./callback.ts";
import type { Alarm } from "./scheduler.ts";
import { StoredCall, type EntityWithMethod, type MethodArguments, type MethodName } from "./stored-call.ts";
import { TargetIndex } from "./target-index.ts";
import { Task, type TaskHost } from "./task.ts";
import type { Timekeeper, TimerFault, TimeService } from "./timekeeper.ts";

/** A task that failed. It is not tried again. */
export interface FailedTask {
  readonly id: number;
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly error: string;
}

/** Does something once, after some seconds. */
export interface Delay {
  /**
   * Until the world stops or reloads: then it is forgotten. Undone with the turn, as everything else.
   *
   * @param seconds fractions down to a millisecond
   * @throws MudlarkError TURN_CLOSED, TIMER_CALL; RangeError
   * @example
   * game.delay(5, () => room.msgContents("The candle goes out."));
   */
  (seconds: number, work: () => unknown, options?: { readonly persistent?: false }): Task;
  /**
   * For good: after a reload, a stop or a crash as well. What fell due meanwhile is done at the start. The arguments
   * are stored as attributes are.
   *
   * @throws MudlarkError TURN_CLOSED, TIMER_CALL, ATTRIBUTE_VALUE; RangeError
   * @example
   * game.delay(60, lantern, "gutter", 3);
   */
  <E extends Entity, M extends MethodName<E>>(
    seconds: number,
    entity: E,
    method: M,
    ...args: MethodArguments<E, M>
  ): Task;
  /** The same, for `this`. */
  <M extends string, const A extends unknown[]>(
    seconds: number,
    entity: EntityWithMethod<M, A>,
    method: M,
    ...args: A
  ): Task;
  /** The same with a callback in place of a method. */
  <A extends readonly unknown[]>(seconds: number, callback: Callback<A>, ...args: A): Task;
}

/** What is done when the time has come. */
interface Work {
  readonly label: string;
  /** Null is gone with the process. */
  readonly call: StoredCall | null;
  readonly run: () => unknown;
}

/** A task that is still to be done. */
interface Waiting {
  readonly task: Task;
  readonly work: Work;
  readonly alarm: Alarm;
  /** By the clock on the wall, in milliseconds; null while it is paused. */
  readonly due: number | null;
  /** Milliseconds that were left when it was paused. */
  readonly remaining: number;
  readonly suspended: boolean;
}

const rowPrefix = "delay.";
const failedKey = "delays.failed";
const mostFailed = 50;
/** Clocks are a little off now and then, in milliseconds. */
const clockSlack = 1000;

/** Everything that is to be done once (`world.md` §15). Each durable task is a row of its own. */
export class Delays implements TimeService {
  readonly name = "delay";
  readonly #game: Game;
  readonly #time: Timekeeper;
  readonly #waiting: JournaledMap<number, Waiting>;
  readonly #targets: TargetIndex<Task>;
  readonly #host: TaskHost;
  /** Numbers of tasks that are not stored are negative: they need no memory of those before. */
  #lastPassing = 0;

  constructor(game: Game, time: Timekeeper) {
    this.#game = game;
    this.#time = time;
    this.#waiting = new JournaledMap(game.turns);
    this.#targets = new TargetIndex(game.turns);
    this.#host = this.#makeHost();
    time.add(this);
    game.signals.on("entityDeleting", ({ entity }) => {
      for (const task of this.#targets.of(entity)) task.cancel();
    });
  }

  /** For `game.delay`. */
  add(seconds: number, what: (() => unknown) | Entity | Callback, rest: readonly unknown[]): Task {
    this.#game.turns.requireTurn();
    if (!(seconds >= 0 && Number.isFinite(seconds))) {
      throw new RangeError(`a delay is a number of seconds from 0 on, not ${seconds}`);
    }
    const due = this.#game.clock.now() + Math.round(seconds * 1000);
    if (typeof what === "function") {
      refuseToStore(rest);
      return this.#begin(
        -++this.#lastPassing,
        { label: what.name || "a function", call: null, run: what },
        due,
      );
    }
    const call = StoredCall.of(what, rest, this.#world);
    return this.#begin(this.#time.nextId(), this.#workOf(call), due);
  }

  /** What is still to be done, in the order in which it was asked for. */
  all(): Task[] {
    return Array.from(this.#waiting.values(), ({ task }) => task).sort(
      (a, b) => Math.abs(a.id) - Math.abs(b.id),
    );
  }

  /** Null when it was done or cancelled. */
  get(id: number): Task | null {
    return this.#waiting.get(id)?.task ?? null;
  }

  /** The last durable tasks that threw, or could not be called any more; newest last. */
  get failed(): readonly FailedTask[] {
    return (this.#game.settings.get(failedKey) ?? []) as unknown as readonly FailedTask[];
  }

  resume(): void {
    this.#time.eachRow(rowPrefix, (id, row) => {
      if (!this.#waiting.has(Number(id))) this.#resume(Number(id), row);
    });
  }

  /** Its rows say everything, unless the clock on the wall was put forward or back since they were written. */
  rest(): void {
    for (const waiting of this.#waiting.values()) {
      const { alarm, due } = waiting;
      if (due === null || alarm.due === null) continue;
      const really = this.#game.clock.now() + Math.round(alarm.due - this.#time.scheduler.now);
      if (Math.abs(really - due) > clockSlack) this.#store({ ...waiting, due: really });
    }
  }

  suspend(id: string): string | null {
    const key = rowPrefix + id;
    const row = this.#game.settings.get(key) as JsonObject | undefined;
    if (row === undefined) return null;
    this.#game.settings.set(key, { ...row, suspended: true });
    const { label } = StoredCall.read(row["call"], this.#world);
    return `The delay ${id} (${label}) is suspended: it held up the world, or ended it twice. Cancel it, or mend it and unpause it.`;
  }

  *faults(queue: AlarmQueue): Generator<TimerFault> {
    for (const { task, work, alarm, due } of this.#waiting.values()) {
      const about = `delay ${task.id} (${work.label})`;
      const problem = queue.problemOf(alarm, due !== null);
      if (problem !== null) yield { about, problem };
      if (work.call?.isGone === true) yield { about, problem: "What it belongs to was deleted." };
      if (work.call !== null && !this.#game.settings.has(rowPrefix + task.id)) {
        yield { about, problem: "It should outlive the process, and is not kept." };
      }
    }
  }

  get #world(): { readonly game: Game; readonly callbacks: Timekeeper["callbacks"] } {
    return { game: this.#game, callbacks: this.#time.callbacks };
  }

  #workOf(call: StoredCall): Work {
    return { label: call.label, call, run: () => call.run(this.#world) };
  }

  #resume(id: number, { due = 0, remaining = null, suspended = false, call }: JsonObject): void {
    const work = this.#workOf(StoredCall.read(call, this.#world));
    if (work.call?.isGone === true) return this.#game.settings.delete(rowPrefix + id);
    const isHeld = remaining !== null || suspended === true;
    const waiting = this.#make(id, work, isHeld ? null : Number(due), suspended === true);
    this.#waiting.set(id, { ...waiting, remaining: Number(remaining ?? 0) });
    if (work.call !== null) this.#targets.add(work.call, waiting.task);
    if (waiting.due !== null) waiting.alarm.set(this.#monotonic(waiting.due));
  }

  #begin(id: number, work: Work, due: number): Task {
    const waiting = this.#make(id, work, due, false);
    this.#store(waiting);
    if (work.call !== null) this.#targets.add(work.call, waiting.task);
    waiting.alarm.set(this.#monotonic(due));
    return waiting.task;
  }

  #make(id: number, work: Work, due: number | null, suspended: boolean): Waiting {
    const task = new Task(id, work.label, work.call !== null, this.#host);
    const alarm = this.#time.scheduler.alarm(`delay ${id} ${work.label}`, () => this.#ring(task));
    return { task, work, alarm, due, remaining: 0, suspended };
  }

  /** It is removed in the turn that does it, whatever becomes of that: it is done at most once. */
  #ring(task: Task): void {
    const waiting = this.#waiting.get(task.id);
    if (waiting === undefined) return;
    this.#remove(waiting);
    const result = this.#time.attempt(waiting.work.run);
    if (result.ok) return;
    const { id, label, persistent } = task;
    this.#game.logger.error("a delayed task failed, and what it did was undone", {
      id,
      label,
      error: result.error,
    });
    if (!persistent) return;
    const letter: FailedTask = { id, label, at: this.#game.clock.now(), error: messageOf(result.error) };
    const letters = [...this.failed, letter].slice(-mostFailed);
    this.#game.settings.set(
      failedKey,
      letters.map((failed): JsonObject => ({ ...failed })),
    );
  }

  #makeHost(): TaskHost {
    const of = (task: Task): Waiting | null => this.#waiting.get(task.id) ?? null;
    return {
      dueOf: (task) => of(task)?.due ?? null,
      remainingOf: (task) => {
        const waiting = of(task);
        if (waiting === null) return null;
        return Math.max(0, this.#remaining(waiting)) / 1000;
      },
      pause: (task) => {
        const waiting = of(task);
        if (waiting === null || waiting.due === null) return;
        waiting.alarm.cancel();
        this.#store({ ...waiting, due: null, remaining: Math.max(0, this.#remaining(waiting)) });
      },
      unpause: (task) => {
        const waiting = of(task);
        if (waiting === null || waiting.due !== null) return;
        const due = this.#game.clock.now() + waiting.remaining;
        waiting.alarm.set(this.#monotonic(due));
        this.#store({ ...waiting, due, suspended: false });
      },
      cancel: (task) => {
        const waiting = of(task);
        if (waiting !== null) this.#remove(waiting);
        return waiting !== null;
      },
      call: (task) => void of(task)?.work.run(),
    };
  }

  #remaining({ due, remaining }: Waiting): number {
    return due === null ? remaining : due - this.#game.clock.now();
  }

  #monotonic(due: number): number {
    return this.#time.scheduler.now + (due - this.#game.clock.now());
  }

  #store(waiting: Waiting): void {
    this.#waiting.set(waiting.task.id, waiting);
    const { task, work, due, remaining, suspended } = waiting;
    if (work.call === null) return;
    const time: JsonObject = due === null ? { remaining } : { due };
    const state: JsonObject = suspended ? { suspended } : {};
    this.#game.settings.set(rowPrefix + task.id, { ...time, ...state, call: work.call.toJson() });
  }

  #remove({ task, alarm, work }: Waiting): void {
    alarm.cancel();
    this.#waiting.delete(task.id);
    if (work.call === null) return;
    this.#game.settings.delete(rowPrefix + task.id);
    this.#targets.remove(work.call, task);
  }
}

/** Whoever has no types may still ask for it. */
function refuseToStore([options]: readonly unknown[]): void {
  if (
    typeof options !== "object" ||
    options === null ||
    !("persistent" in options) ||
    options.persistent !== true
  )
    return;
  throw new MudlarkError(
    "TIMER_CALL",
    "a function cannot be stored; give a method of an entity by its name, or a callback that a file of the game exports",
  );
}
