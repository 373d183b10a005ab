import type { Clock, Timer } from "../../base/clock.ts";
import type { TurnRunner } from "../turn/turn-runner.ts";
import { DueQueue, type Due } from "./due-queue.ts";

/** All timers share one place in the fair queue of turns (design §4). */
const lane = "timer";
/** Node's own timers count no further than 24 days. */
const longestWait = 60 * 60 * 1000;
/** With fewer settings in the queue than this, those that do not count any more do no harm. */
const fewSettings = 64;

/** One moment for which an alarm was set. */
interface Setting extends Due {
  readonly alarm: Alarm;
  isQueued: boolean;
}

/** How alarms reach the queue. */
interface AlarmHost {
  readonly turns: TurnRunner;
  place(alarm: Alarm, due: number): Setting;
  replace(setting: Setting): void;
}

/** Rings once at the moment it is set to, in a turn of its own. Setting and cancelling are undone with the turn. */
export class Alarm {
  /** What reports and the running marker call it; its first two words say whose it is: `script #12 weather`. */
  readonly label: string;
  readonly #host: AlarmHost;
  readonly #ring: (due: number) => void;
  #setting: Setting | null = null;

  constructor(host: AlarmHost, label: string, ring: (due: number) => void) {
    this.#host = host;
    this.label = label;
    this.#ring = ring;
  }

  /** By the monotonic clock, in milliseconds; null when it is not set. */
  get due(): number | null {
    return this.#setting?.due ?? null;
  }

  /**
   * @param due by the monotonic clock, in milliseconds; what is past rings at once
   * @throws MudlarkError TURN_CLOSED, WORLD_FROZEN; RangeError when it is no number
   */
  set(due: number): void {
    if (Number.isNaN(due)) throw new RangeError(`the alarm "${this.label}" needs a time`);
    this.#change(() => this.#host.place(this, due));
  }

  /** @throws MudlarkError TURN_CLOSED, WORLD_FROZEN */
  cancel(): void {
    if (this.#setting !== null) this.#change(() => null);
  }

  /** For the scheduler. */
  isSetTo(setting: Setting): boolean {
    return this.#setting === setting;
  }

  /** For the scheduler. What rings is over, also when its turn is undone: else it would ring for ever. */
  ring({ due }: Setting): void {
    this.#setting = null;
    this.#ring(due);
  }

  #change(make: () => Setting | null): void {
    this.#host.turns.requireTurn();
    const before = this.#setting;
    this.#setting = make();
    this.#host.turns.journal.record(() => {
      this.#setting = before;
      if (before !== null) this.#host.replace(before);
    });
  }
}

/**
 * Wakes whatever waits for a moment: one queue for all alarms of the world, on one timer of the clock. It does
 * nothing until it is started, so that no alarm rings in a world that is not ready.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #host: AlarmHost;
  readonly #queue = new DueQueue<Setting>();
  #order = 0;
  #timer: Timer | null = null;
  #timerDue = Infinity;
  #isRunning = false;
  #sweepAt = fewSettings;

  constructor(clock: Clock, turns: TurnRunner) {
    this.#clock = clock;
    this.#host = {
      turns,
      place: (alarm, due) => {
        const setting = { alarm, due, order: this.#order++, isQueued: false };
        this.#enqueue(setting);
        return setting;
      },
      replace: (setting) => this.#enqueue(setting),
    };
  }

  /** Milliseconds by the monotonic clock. */
  get now(): number {
    return this.#clock.monotonic();
  }

  /** @param label see `Alarm.label`; @param ring runs as a turn; it is told when it should have rung */
  alarm(label: string, ring: (due: number) => void): Alarm {
    return new Alarm(this.#host, label, ring);
  }

  start(): void {
    this.#isRunning = true;
    this.#arm();
  }

  /** No alarm rings until it is started again; what falls due meanwhile rings then. */
  stop(): void {
    this.#isRunning = false;
    this.#disarm();
  }

  /** For a check: how often each alarm stands in the queue for the moment that it is set to. */
  queued(): ReadonlyMap<Alarm, number> {
    const counts = new Map<Alarm, number>();
    for (const setting of this.#queue) {
      const { alarm } = setting;
      if (alarm.isSetTo(setting)) counts.set(alarm, (counts.get(alarm) ?? 0) + 1);
    }
    return counts;
  }

  #enqueue(setting: Setting): void {
    // An undo may put back what was never taken out.
    if (setting.isQueued) return;
    setting.isQueued = true;
    this.#queue.push(setting);
    if (this.#queue.size > this.#sweepAt) this.#sweep();
    this.#arm();
  }

  /** Clears away what was cancelled or set anew before it fell due. */
  #sweep(): void {
    this.#queue.keep((setting) => (setting.isQueued = setting.alarm.isSetTo(setting)));
    this.#sweepAt = Math.max(fewSettings, this.#queue.size * 2);
  }

  #arm(): void {
    const next = this.#queue.peek();
    if (!this.#isRunning || next === undefined || next.due >= this.#timerDue) return;
    this.#disarm();
    this.#timerDue = next.due;
    const wait = Math.min(longestWait, Math.max(0, Math.ceil(next.due - this.now)));
    this.#timer = this.#clock.after(wait, this.#wake);
  }

  #disarm(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#timerDue = Infinity;
  }

  readonly #wake = (): void => {
    this.#disarm();
    const { now } = this;
    for (let next = this.#queue.peek(); next !== undefined && next.due <= now; next = this.#queue.peek()) {
      this.#queue.pop();
      next.isQueued = false;
      if (next.alarm.isSetTo(next)) this.#begin(next);
    }
    this.#arm();
  };

  #begin(setting: Setting): void {
    const { alarm } = setting;
    this.#host.turns.enqueue({ kind: "timer", label: alarm.label, lane }, () => {
      if (!alarm.isSetTo(setting)) return;
      if (this.#isRunning) alarm.ring(setting);
      else this.#enqueue(setting);
    });
  }
}
