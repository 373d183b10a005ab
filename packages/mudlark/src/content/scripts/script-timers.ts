import { messageOf } from "../../base/errors.ts";
import { recordKey, type EntityRecord } from "../../model/entity/entity-record.ts";
import type { EntityCollection } from "../../model/entity/entity-collection.ts";
import type { Kernel } from "../../model/kernel.ts";
import type { AttemptResult } from "../../model/turn/attempts.ts";
import type { Alarm } from "../../model/time/scheduler.ts";
import { JournaledMap } from "../../model/turn/journaled-map.ts";
import type { AlarmQueue } from "../../model/time/alarm-queue.ts";
import type { WallClock } from "../../model/time/wall-clock.ts";
import type { Timekeeper, TimerFault, TimeService } from "../../model/time/timekeeper.ts";
import type { Script, ScriptClock, ScriptStart, ScriptTiming, TimerPosition } from "./script.ts";

type RunningPosition = Extract<TimerPosition, { readonly due: number }>;

/** A running timer. */
interface Run {
  readonly alarm: Alarm;
  readonly count: number;
  /** When the store last heard where it stands, by the monotonic clock. */
  readonly savedAt: number;
  /** Did its last tick fail? The owner hears of the first failure in a row only. */
  readonly failed: boolean;
}

/** A timer whose ticks change nothing stored is written down this often, in milliseconds (`world.md` §14, D3). */
const saveInterval = 60_000;

/** Clocks are a little off now and then, in milliseconds. */
const clockSlack = 1000;

/** Runs the timers of scripts. */
export class ScriptTimers implements TimeService {
  readonly name = "script";
  readonly #game: Kernel;
  readonly #time: Timekeeper;
  readonly #scripts: EntityCollection<Script>;
  readonly #runs: JournaledMap<Script, Run>;

  constructor(game: Kernel, time: Timekeeper, scripts: EntityCollection<Script>) {
    this.#game = game;
    this.#time = time;
    this.#scripts = scripts;
    this.#runs = new JournaledMap(game.turns);
  }

  start(script: Script, timing: ScriptTiming): void {
    script[recordKey].requireLive();
    this.#game.whole(() => {
      const before = script.interval;
      Object.assign(script, defined(timing));
      if (script.suspension !== null) script.saveSuspension(null);
      if (script.interval <= 0) return this.stop(script);
      const position = script.timerPosition;
      const isNew = Object.keys(defined(timing)).length > 0;
      if (position !== null && "remaining" in position) {
        const remaining = remainingAfter(script, timing, position.remaining, before);
        return this.#begin(script, this.#time.scheduler.now + remaining, position.count, "start");
      }
      if (position !== null && !isNew) {
        if (this.#runs.has(script)) return undefined;
        return this.#begin(script, this.#dueAt(position), position.count, "start");
      }
      const wait = script.startDelay ? milliseconds(script) : 0;
      return this.#begin(script, this.#time.scheduler.now + wait, 0, "start");
    });
  }

  pause(script: Script): void {
    const run = this.#runs.get(script);
    if (run === undefined) return;
    script.saveTimer({ remaining: this.#remaining(run), count: run.count });
    this.#forget(script, run);
    script.atPause({ manual: true });
  }

  unpause(script: Script): void {
    const position = script.timerPosition;
    if (position === null || !("remaining" in position) || script.suspension !== null) return;
    this.#game.whole(() =>
      this.#begin(script, this.#time.scheduler.now + position.remaining, position.count, "unpause"),
    );
  }

  stop(script: Script): void {
    if (this.#end(script)) script.atStop();
  }

  /** The script is about to be deleted: its hook cannot hold it, nor start it again. */
  remove(script: Script): void {
    this.release(script);
    this.#end(script);
  }

  /** Its timer has come to its end: its hook cannot hold it. */
  release(script: Script): void {
    if (this.#end(script)) this.#try(script, "atStop", () => script.atStop());
  }

  forceRepeat(script: Script): void {
    const run = this.#runs.get(script);
    if (run === undefined) return;
    run.alarm.set(this.#time.scheduler.now + milliseconds(script));
    this.#tick(script);
  }

  untilNext(script: Script): number | null {
    const position = script.timerPosition;
    if (position === null) return null;
    if ("remaining" in position) return position.remaining / 1000;
    const run = this.#runs.get(script);
    const left = run === undefined ? this.#dueAt(position) - this.#time.scheduler.now : this.#remaining(run);
    return Math.max(0, left) / 1000;
  }

  /** Ticks since the start. */
  countOf(script: Script): number {
    return this.#runs.get(script)?.count ?? script.timerPosition?.count ?? 0;
  }

  setCount(script: Script, count: number): void {
    const run = this.#runs.get(script);
    const position = script.timerPosition;
    if (position !== null) script.saveTimer({ ...position, count });
    if (run !== undefined) this.#runs.set(script, { ...run, count });
  }

  resume(cold: boolean): void {
    for (const record of this.#scripts.records()) {
      const script = this.#timed(record);
      if (script === null) continue;
      const result = this.#time.attempt(() => this.#resume(script, cold));
      if (result.ok) continue;
      this.#game.logger.error(
        "the timer of a script is damaged and does not go on; see mudlark world check",
        {
          script: script.ref,
          error: result.error,
        },
      );
    }
  }

  rest(): void {
    for (const [script, run] of this.#runs) {
      this.#try(script, "atPause", () => script.atPause({ manual: false }));
      if (this.#runs.get(script) === run && !this.#isSaved(script, run)) this.#save(script, run);
    }
  }

  suspend(id: string): string | null {
    const script = this.#scripts.byRef(id);
    if (script === null || script.timerPosition === null) return null;
    const { count } = script.timerPosition;
    script.saveTimer({ remaining: milliseconds(script), count });
    script.saveSuspension("it held up the world, or ended it twice");
    return `The script ${script.key} (${script.ref}) is suspended. Mend it, reload, and start it again.`;
  }

  *faults(queue: AlarmQueue): Generator<TimerFault> {
    for (const record of this.#scripts.records()) {
      const script = this.#timed(record);
      if (script === null || script.isStandIn) continue;
      const position = script.timerPosition;
      const isWanted = position !== null && "due" in position;
      const alarm = this.#runs.get(script)?.alarm;
      const about = `script ${script.ref} (${script.key})`;
      if (alarm === undefined && isWanted)
        yield { about, problem: "It runs, and nothing will ever wake it." };
      const problem = alarm === undefined ? null : queue.problemOf(alarm, isWanted);
      if (problem !== null) yield { about, problem };
    }
    for (const [script] of this.#runs) {
      if (script.isDeleted || script.timerPosition === null) {
        yield { about: `a script (${script.id})`, problem: "It was deleted or stopped, and its timer runs." };
      }
    }
  }

  /** Most scripts have no timer, and need not be touched. */
  #timed(record: EntityRecord): Script | null {
    if (record.body === null && record.bodyText?.includes('"timer":') !== true) return null;
    return this.#scripts.get(record.id);
  }

  #resume(script: Script, cold: boolean): void {
    const position = script.timerPosition;
    if (position === null || "remaining" in position || this.#runs.has(script)) return;
    if (script.isStandIn) {
      const fields = { script: script.ref, class: script.classId };
      this.#game.logger.error("the class of a script is missing or broken; its timer waits for it", fields);
      return;
    }
    if (cold && !script.persistent) return this.release(script);
    const alarm = this.#alarm(script);
    // Whoever put the clock back while the world was dead does not make anybody wait for longer than an interval.
    const latest = this.#time.scheduler.now + milliseconds(script);
    alarm.set(Math.min(this.#dueAt(position), latest));
    this.#runs.set(script, {
      alarm,
      count: position.count,
      savedAt: this.#time.scheduler.now,
      failed: false,
    });
    this.#try(script, "atStart", () => script.atStart({ reason: "server" }));
  }

  #begin(script: Script, due: number, count: number, reason: ScriptStart["reason"]): void {
    const alarm = this.#runs.get(script)?.alarm ?? this.#alarm(script);
    alarm.set(due);
    const run = { alarm, count, savedAt: 0, failed: false };
    this.#runs.set(script, run);
    this.#save(script, run);
    script.atStart({ reason });
  }

  /** Returns whether there was something to end. */
  #end(script: Script): boolean {
    const run = this.#runs.get(script);
    if (script.timerPosition === null) return false;
    script.saveTimer(null);
    if (run !== undefined) this.#forget(script, run);
    return true;
  }

  #forget(script: Script, run: Run): void {
    run.alarm.cancel();
    this.#runs.delete(script);
  }

  #alarm(script: Script): Alarm {
    return this.#time.scheduler.alarm(`script ${script.ref} ${script.constructor.name}`, (due) =>
      this.#ring(script, due),
    );
  }

  /** Ticks keep to the beat of the start; what was missed is skipped. */
  #ring(script: Script, due: number): void {
    const run = this.#runs.get(script);
    if (run === undefined) return;
    const interval = milliseconds(script);
    const missed = Math.floor((this.#time.scheduler.now - due) / interval);
    run.alarm.set(due + (missed + 1) * interval);
    const result = this.#time.attempt(() => this.#tick(script));
    if (!result.ok) this.#report(script, "atRepeat", result.error);
  }

  #tick(script: Script): void {
    const before = this.#runs.get(script);
    if (before === undefined) return;
    const valid = this.#try(script, "isValid", () => script.isValid());
    if (valid.ok && !valid.value) return this.release(script);
    this.#runs.set(script, { ...before, count: before.count + 1 });
    const done = valid.ok && this.#try(script, "atRepeat", () => script.atRepeat()).ok;
    const after = this.#runs.get(script);
    if (after === undefined) return;
    if (script.repeats > 0 && after.count >= script.repeats) return this.release(script);
    const isStale = this.#time.scheduler.now - after.savedAt >= saveInterval;
    const run = { ...after, failed: !done };
    if (isStale || this.#game.turns.requireTurn().hasChanges) this.#save(script, run);
    else this.#runs.set(script, run);
  }

  /** Does the store know where it stands? Not if the clock on the wall was put forward or back since. */
  #isSaved({ timerPosition: position }: Script, run: Run): boolean {
    if (position === null || !("due" in position) || position.count !== run.count) return false;
    return Math.abs(position.due - this.#dueOf(run, position.clock)) <= clockSlack;
  }

  #clock(name: ScriptClock = "world"): WallClock {
    return name === "wall" ? this.#time.wallClock : this.#time.worldClock;
  }

  /** By the clock of this process. */
  #dueAt({ due, clock }: RunningPosition): number {
    return this.#clock(clock).toMonotonic(due);
  }

  #dueOf(run: Run, clock?: ScriptClock): number {
    return Math.round(this.#clock(clock).fromMonotonic(run.alarm.due ?? this.#time.scheduler.now));
  }

  #save(script: Script, run: Run): void {
    const { clock } = script;
    const position = { due: this.#dueOf(run, clock), count: run.count };
    script.saveTimer(clock === "world" ? position : { ...position, clock });
    this.#runs.set(script, { ...run, savedAt: this.#time.scheduler.now });
  }

  #remaining(run: Run): number {
    return Math.max(0, Math.round((run.alarm.due ?? 0) - this.#time.scheduler.now));
  }

  /** What a hook throws is undone and written down, and its owner told, once until it works again. */
  #try<T>(script: Script, hook: string, work: () => T): AttemptResult<T> {
    const result = this.#game.attempt(work);
    if (result.ok) return result;
    this.#report(script, hook, result.error);
    return result;
  }

  #report(script: Script, hook: string, error: unknown): void {
    const { ref, key, classId } = script;
    this.#game.logger.error("a script failed, and what it did was undone", {
      script: ref,
      key,
      class: classId,
      hook,
      error: error instanceof Error ? error : messageOf(error),
    });
    if (this.#runs.get(script)?.failed === true) return;
    script.owner?.msg(`Something went wrong in the script "${key}" (${ref}), and nothing was changed by it.`);
  }
}

function milliseconds(script: Script): number {
  return Math.round(script.interval * 1000);
}

/** What is left to wait after a pause, in milliseconds. @param before the interval until now, in seconds */
function remainingAfter(script: Script, timing: ScriptTiming, remaining: number, before: number): number {
  if (timing.startDelay !== undefined) return timing.startDelay ? milliseconds(script) : 0;
  if (timing.interval === undefined) return remaining;
  return Math.max(0, milliseconds(script) - (before * 1000 - remaining));
}

function defined({ interval, startDelay, repeats }: ScriptTiming): ScriptTiming {
  return {
    ...(interval !== undefined && { interval }),
    ...(startDelay !== undefined && { startDelay }),
    ...(repeats !== undefined && { repeats }),
  };
}
