import type { Alarm, Scheduler } from "./scheduler.ts";

/** The queue of a scheduler as it is at one moment between turns, for a check. */
export class AlarmQueue {
  readonly #counts: ReadonlyMap<Alarm, number>;
  readonly #now: number;

  constructor(scheduler: Scheduler) {
    this.#counts = scheduler.queued();
    this.#now = scheduler.now;
  }

  /**
   * What is wrong with an alarm, as a sentence; null when nothing is.
   *
   * @param isWanted is it to ring at some time?
   */
  problemOf(alarm: Alarm, isWanted: boolean): string | null {
    const count = this.#counts.get(alarm) ?? 0;
    if (!isWanted) return alarm.due === null && count === 0 ? null : "It does not run, and will be woken.";
    if (alarm.due === null) return "It runs, and nothing will ever wake it.";
    // What is due has left the queue, and waits for its turn.
    if (count === 0 && alarm.due > this.#now) return "It runs, and is missing from the queue.";
    return count > 1 ? `It is in the queue ${count} times.` : null;
  }
}
