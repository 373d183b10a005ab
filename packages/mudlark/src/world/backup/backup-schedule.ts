import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Clock, Timer } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import { timeStamp } from "../../base/time-stamp.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";

const lookEveryMs = 60_000;
/** After a failure: a full disk is not tried each minute. */
const longestPauseMs = 3_600_000;
/** What the schedule wrote, and may delete; backups that people made have other names. */
const scheduledName = /^auto-\d{8}_\d{6}\.mudlark\.gz$/u;
const unfinishedName = /^auto-\d{8}_\d{6}\.mudlark\.gz\.unfinished$/u;

export interface BackupScheduleParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly directory: string;
  /** Milliseconds from one backup to the next. */
  readonly every: number;
  /** How many backups of the schedule are kept. */
  readonly keep: number;
  readonly make: (file: string) => Promise<void>;
  /** Takes markup. */
  readonly tellStaff: (text: string) => void;
}

/**
 * Makes a backup as soon as the last one is old enough, and deletes the oldest of those that it made. When the last one
 * was made stands in its name: a restart neither forgets nor repeats one.
 */
export class BackupSchedule {
  readonly #parts: BackupScheduleParts;
  #isBusy = false;
  #notBefore = 0;

  constructor(parts: BackupScheduleParts) {
    this.#parts = parts;
  }

  start(): Timer {
    return this.#parts.clock.every(lookEveryMs, () => void this.look());
  }

  /** Makes a backup if one is due. Never throws: a failure is logged and told to the staff. */
  async look(): Promise<void> {
    const { clock, logger, every, tellStaff } = this.#parts;
    if (this.#isBusy || clock.now() < this.#notBefore) return;
    this.#isBusy = true;
    try {
      await this.#makeIfDue();
    } catch (error) {
      const pause = Math.min(every, longestPauseMs);
      this.#notBefore = clock.now() + pause;
      logger.error("the scheduled backup failed", { error });
      tellStaff(
        `|rThe scheduled backup failed. It is tried again in ${pause / 60_000} minutes. The cause: ${escapeMarkup(messageOf(error))}|n`,
      );
    } finally {
      this.#isBusy = false;
    }
  }

  async #makeIfDue(): Promise<void> {
    const { clock, logger, directory, every, keep, make } = this.#parts;
    const now = clock.now();
    mkdirSync(directory, { recursive: true });
    const last = this.#made(now).at(-1);
    if (last !== undefined && last > nameAt(now - every)) return;
    removeFrom(directory, readdirSync(directory).filter(isUnfinished));
    const file = path.join(directory, nameAt(now));
    await make(file);
    logger.info("a scheduled backup was made", { file });
    removeFrom(directory, this.#made(now).slice(0, -keep));
  }

  /** Oldest first. Without those from the future, which a wrong clock made: they must not hold up the others. */
  #made(now: number): string[] {
    const names = readdirSync(this.#parts.directory).filter((name) => scheduledName.test(name));
    return names.filter((name) => name <= nameAt(now)).toSorted();
  }
}

/** Names sort by their time. */
function nameAt(time: number): string {
  return `auto-${timeStamp(time)}.mudlark.gz`;
}

/** What a process left that was killed while it wrote. */
function isUnfinished(name: string): boolean {
  return unfinishedName.test(name);
}

function removeFrom(directory: string, names: readonly string[]): void {
  for (const name of names) rmSync(path.join(directory, name), { force: true });
}
