import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { BackupSchedule } from "./backup-schedule.ts";

const minute = 60_000;
const hour = 60 * minute;

describe("the schedule of backups", () => {
  let root: string;
  let directory: string;
  let clock: FakeClock;
  let told: string[];
  let failure: Error | null;
  let made: number;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "mudlark-schedule-"));
    directory = path.join(root, "backups");
    clock = new FakeClock(Date.UTC(2026, 0, 1));
    told = [];
    failure = null;
    made = 0;
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function schedule(keep = 2, every = 12 * hour): BackupSchedule {
    return new BackupSchedule({
      clock,
      logger: silentLogger,
      directory,
      every,
      keep,
      make: async (file) => {
        made += 1;
        if (failure !== null) throw failure;
        writeFileSync(file, "");
      },
      tellStaff: (text) => void told.push(text),
    });
  }

  /** Lets time pass and looks as often as the clock would have. */
  async function pass(subject: BackupSchedule, milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += minute) {
      clock.advance(minute);
      await subject.look();
    }
  }

  test("makes one at once when there is none, then one each time the last is old enough", async () => {
    const subject = schedule();
    await subject.look();
    expect(readdirSync(directory)).toEqual(["auto-20260101_000000.mudlark.gz"]);
    await pass(subject, 12 * hour - minute);
    expect(made).toBe(1);
    await pass(subject, minute);
    expect(readdirSync(directory)).toEqual([
      "auto-20260101_000000.mudlark.gz",
      "auto-20260101_120000.mudlark.gz",
    ]);
  });

  test("looks each minute once it is started, until it is cancelled", async () => {
    const timer = schedule().start();
    clock.advance(minute - 1);
    expect(made).toBe(0);
    clock.advance(1);
    expect(made).toBe(1);
    timer.cancel();
    clock.advance(48 * hour);
    expect(made).toBe(1);
  });

  test("is not forgotten or repeated by a restart", async () => {
    await schedule().look();
    const restarted = schedule();
    await pass(restarted, 11 * hour);
    expect(made).toBe(1);
    await pass(restarted, hour);
    expect(made).toBe(2);
  });

  test("keeps the newest, and what people made or put there", async () => {
    mkdirSync(directory);
    writeFileSync(path.join(directory, "20250101_000000.mudlark.gz"), "");
    writeFileSync(path.join(directory, "auto-notes.txt"), "");
    await pass(schedule(2), 49 * hour);
    expect(readdirSync(directory).toSorted()).toEqual([
      "20250101_000000.mudlark.gz",
      "auto-20260102_120100.mudlark.gz",
      "auto-20260103_000100.mudlark.gz",
      "auto-notes.txt",
    ]);
  });

  test("tells the staff of a failure, deletes nothing, and tries again in an hour", async () => {
    const subject = schedule(1);
    await subject.look();
    failure = new Error("no space is left: /srv/|rred|n");
    await pass(subject, 12 * hour);
    expect(told).toEqual([
      expect.stringMatching(/backup failed.*again in 60 minutes.*no space is left: \/srv\/\|\|rred\|\|n/),
    ]);
    expect(readdirSync(directory)).toEqual(["auto-20260101_000000.mudlark.gz"]);
    failure = null;
    await pass(subject, hour - minute);
    expect(made).toBe(2);
    await pass(subject, minute);
    expect(readdirSync(directory)).toEqual(["auto-20260101_130000.mudlark.gz"]);
  });

  test("tells of a folder that cannot be made", async () => {
    writeFileSync(directory, "a file is in the way");
    await schedule().look();
    expect(told).toEqual([expect.stringContaining("The cause:")]);
    expect(made).toBe(0);
  });

  test("begins none while one is made", async () => {
    let finish = (): void => {};
    const subject = new BackupSchedule({
      clock,
      logger: silentLogger,
      directory,
      every: hour,
      keep: 1,
      make: () => {
        made += 1;
        return new Promise((resolve) => (finish = resolve));
      },
      tellStaff: () => {},
    });
    const first = subject.look();
    await pass(subject, 3 * hour);
    expect(made).toBe(1);
    finish();
    await first;
    const second = subject.look();
    expect(made).toBe(2);
    finish();
    await second;
  });

  test("clears away what a killed process left half written, and only that", async () => {
    mkdirSync(directory);
    writeFileSync(path.join(directory, "auto-20251231_000000.mudlark.gz.unfinished"), "half");
    writeFileSync(path.join(directory, "mine.gz.unfinished"), "half");
    await schedule().look();
    expect(readdirSync(directory).toSorted()).toEqual([
      "auto-20260101_000000.mudlark.gz",
      "mine.gz.unfinished",
    ]);
  });

  test("goes on after a clock that was wrong for a while", async () => {
    mkdirSync(directory);
    writeFileSync(path.join(directory, "auto-20990101_000000.mudlark.gz"), "");
    const subject = schedule(1);
    await pass(subject, 25 * hour);
    expect(made).toBe(3);
    expect(readdirSync(directory).toSorted()).toEqual([
      "auto-20260102_000100.mudlark.gz",
      "auto-20990101_000000.mudlark.gz",
    ]);
  });
});
