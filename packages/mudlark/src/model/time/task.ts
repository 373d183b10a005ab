/** What the one who waits can do with a task. */
export interface TaskHost {
  dueOf(task: Task): number | null;
  remainingOf(task: Task): number | null;
  pause(task: Task): void;
  unpause(task: Task): void;
  cancel(task: Task): boolean;
  call(task: Task): void;
}

/** Something that is to be done once, later. It knows its number, so that it can be found again after a reload. */
export class Task {
  readonly id: number;
  /** What it will do, in a word: `#5.gutter`, or the name of a function. */
  readonly label: string;
  /** Does it outlive the process? */
  readonly persistent: boolean;
  readonly #host: TaskHost;

  constructor(id: number, label: string, persistent: boolean, host: TaskHost) {
    this.id = id;
    this.label = label;
    this.persistent = persistent;
    this.#host = host;
  }

  /** Is it still to be done? */
  get exists(): boolean {
    return this.timeLeft !== null;
  }

  get isPaused(): boolean {
    return this.exists && this.#host.dueOf(this) === null;
  }

  /** Seconds until it is done, 0 when it is overdue; null when it was done or cancelled. */
  get timeLeft(): number | null {
    return this.#host.remainingOf(this);
  }

  /** Holds it until `unpause`. @throws MudlarkError TURN_CLOSED */
  pause(): void {
    this.#host.pause(this);
  }

  /** Goes on with what was left. @throws MudlarkError TURN_CLOSED */
  unpause(): void {
    this.#host.unpause(this);
  }

  /** It will not be done. Returns whether it was still to be done. @throws MudlarkError TURN_CLOSED */
  cancel(): boolean {
    return this.#host.cancel(this);
  }

  /** Does it now, within this turn, and never again. What it throws comes out here. Returns whether it was still to be done. */
  doNow(): boolean {
    if (!this.exists) return false;
    this.#host.call(this);
    this.cancel();
    return true;
  }

  /** Does it now, within this turn, and once more at its time. What it throws comes out here. */
  call(): void {
    if (this.exists) this.#host.call(this);
  }
}
