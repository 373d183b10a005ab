import type { Clock, Timer } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { LogState } from "./writer.ts";

export interface CheckpointLimits {
  /** A checkpoint starts when so many pages wait for one … */
  readonly pages: number;
  /** … or so long after a commit: what is older, not even a power cut takes away. */
  readonly everyMs: number;
  /**
   * Where the log must stop growing. Commits that never pause keep a checkpoint from catching up; the one that finds
   * the log this long is held until a last short checkpoint is done.
   */
  readonly mostPages: number;
}

export const defaultCheckpointLimits: CheckpointLimits = { pages: 1000, everyMs: 5000, mostPages: 16_000 };

export interface CheckpointsOptions {
  readonly limits: CheckpointLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Makes a checkpoint, on a connection that no commit uses. */
  readonly run: () => Promise<LogState>;
}

/** Decides when the write-ahead log is copied into the database, so that it stays short and commits do not wait. */
export class Checkpoints {
  readonly #options: CheckpointsOptions;
  #log: LogState = { pages: 0, waiting: 0 };
  #timer: Timer | null = null;
  #running: Promise<void> | null = null;
  /** How many pages must wait for the next checkpoint to start before its time. */
  #startAt: number;
  /** How long the log must be for a commit to be held. */
  #holdAt: number;

  constructor(options: CheckpointsOptions) {
    this.#options = options;
    this.#startAt = options.limits.pages;
    this.#holdAt = options.limits.mostPages;
  }

  /** Tells of the log as a commit has left it. */
  committed(log: LogState): void {
    this.#log = log;
    if (log.waiting >= this.#startAt) void this.#run();
    else this.#schedule();
  }

  /** To be awaited before a commit: at once, unless the log is at its limit. */
  async room(): Promise<void> {
    if (!this.#isFull()) return;
    // The first may have begun before the last commits and miss them.
    await this.#run();
    if (this.#isFull()) await this.#run();
    const { limits, logger } = this.#options;
    if (this.#isFull()) {
      logger.warn("the store's log cannot be shortened: another program reads the database", {
        ...this.#log,
      });
      this.#holdAt = this.#log.pages + limits.mostPages;
    } else {
      this.#holdAt = limits.mostPages;
    }
  }

  /** Starts no more until the next commit, and waits for the one that runs. */
  async stop(): Promise<void> {
    this.#cancelTimer();
    await this.#running;
    this.#cancelTimer();
  }

  #isFull(): boolean {
    return this.#log.pages >= this.#holdAt && this.#log.waiting > 0;
  }

  #schedule(): void {
    if (this.#log.waiting === 0) return;
    this.#timer ??= this.#options.clock.after(this.#options.limits.everyMs, () => void this.#run());
  }

  #cancelTimer(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  #run(): Promise<void> {
    this.#cancelTimer();
    this.#running ??= this.#checkpoint();
    return this.#running;
  }

  async #checkpoint(): Promise<void> {
    try {
      this.#log = await this.#options.run();
    } catch (error) {
      this.#options.logger.warn("a checkpoint of the store failed", { error: messageOf(error) });
    }
    // Pages that could not be copied now are not worth another try at every commit.
    this.#startAt = this.#log.waiting + this.#options.limits.pages;
    this.#running = null;
    this.#schedule();
  }
}
