import { beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { Checkpoints } from "./checkpoints.ts";
import type { LogState } from "./writer.ts";

const limits = { pages: 100, everyMs: 1000, mostPages: 500 };

describe("checkpoints", () => {
  let clock: FakeClock;
  let warnings: string[];
  /** What each run that has begun is waiting for. */
  let runs: PromiseWithResolvers<LogState>[];
  let checkpoints: Checkpoints;

  beforeEach(() => {
    clock = new FakeClock();
    warnings = [];
    runs = [];
    checkpoints = new Checkpoints({
      limits,
      clock,
      logger: { ...silentLogger, warn: (message) => void warnings.push(message) },
      run() {
        const run = Promise.withResolvers<LogState>();
        runs.push(run);
        return run.promise;
      },
    });
  });

  const everything = (pages: number): LogState => ({ pages, waiting: pages });
  const copied = (pages: number): LogState => ({ pages, waiting: 0 });

  /** Ends the run under way and lets what waits for it happen. */
  async function finish(log: LogState | Error): Promise<void> {
    const run = runs.at(-1);
    if (log instanceof Error) run?.reject(log);
    else run?.resolve(log);
    await settled();
  }

  async function settled(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }

  test("a commit is copied after a while, once", async () => {
    checkpoints.committed(everything(3));
    clock.advance(600);
    checkpoints.committed(everything(6));
    clock.advance(399);
    expect(runs.length).toBe(0);
    clock.advance(1);
    expect(runs.length).toBe(1);
    await finish(copied(6));
    expect(clock.waiting).toBe(0);
  });

  test("many pages are copied at once, by one run at a time", async () => {
    checkpoints.committed(everything(99));
    expect(runs.length).toBe(0);
    checkpoints.committed(everything(100));
    checkpoints.committed(everything(150));
    expect(runs.length).toBe(1);
    await finish(copied(150));
    checkpoints.committed(everything(100));
    expect(runs.length).toBe(2);
  });

  test("what came during a run is copied by the next", async () => {
    checkpoints.committed(everything(100));
    await finish({ pages: 120, waiting: 20 });
    expect(runs.length).toBe(1);
    clock.advance(limits.everyMs);
    expect(runs.length).toBe(2);
  });

  test("pages that cannot be copied are not tried again at every commit", async () => {
    checkpoints.committed(everything(100));
    await finish(everything(100));
    checkpoints.committed(everything(120));
    checkpoints.committed(everything(199));
    expect(runs.length).toBe(1);
    checkpoints.committed(everything(200));
    expect(runs.length).toBe(2);
  });

  test("a failure is reported, and tried again after a while", async () => {
    checkpoints.committed(everything(100));
    await finish(new Error("disk"));
    expect(warnings.length).toBe(1);
    checkpoints.committed(everything(101));
    expect(runs.length).toBe(1);
    clock.advance(limits.everyMs);
    expect(runs.length).toBe(2);
  });

  test("a commit is held while the log is at its limit, for the run under way and one more", async () => {
    checkpoints.committed(everything(500));
    let held = true;
    void checkpoints.room().then(() => (held = false));
    await finish({ pages: 510, waiting: 10 });
    expect(held).toBe(true);
    expect(runs.length).toBe(2);
    await finish(copied(510));
    expect(held).toBe(false);
  });

  test("a log that cannot be shortened holds no more commits until it has grown again as much", async () => {
    checkpoints.committed(everything(500));
    const held = checkpoints.room();
    await finish(everything(500));
    await finish(everything(500));
    await held;
    expect(warnings.length).toBe(1);
    checkpoints.committed(everything(999));
    await finish(everything(999));
    const before = runs.length;
    await checkpoints.room();
    expect(runs.length).toBe(before);
  });

  test("stopping waits for the run under way and leaves no timer", async () => {
    checkpoints.committed(everything(100));
    let stopped = false;
    void checkpoints.stop().then(() => (stopped = true));
    await settled();
    expect(stopped).toBe(false);
    await finish(everything(110));
    expect(stopped).toBe(true);
    expect(clock.waiting).toBe(0);
  });
});
