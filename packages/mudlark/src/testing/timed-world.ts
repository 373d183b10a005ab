import type { EntityClass } from "../model/entity/entity.ts";
import type { Game } from "../model/game.ts";
import type { Kernel } from "../model/kernel.ts";
import { WorldObject } from "../model/object/world-object.ts";
import { addTimeFacets } from "../model/time/time-facets.ts";
import type { Callback } from "../model/time/callback.ts";
import { Timekeeper } from "../model/time/timekeeper.ts";
import { MemoryDisk, MemoryStore } from "../store/memory-store.ts";
import { FakeClock } from "./fake-clock.ts";
import { passTime } from "./pass-time.ts";
import { testKernel, type TestKernel } from "./test-kernel.ts";
import { addScriptFacets } from "../content/scripts/script-facets.ts";
import { Scripts } from "../content/scripts/scripts.ts";

export class Thing extends WorldObject {
  static readonly classId = "test/Thing";
}

export interface TimedWorldOptions {
  readonly classes?: readonly EntityClass[];
  readonly callbacks?: readonly Callback[];
  /** Labels of timers that are to blame for the end of the world before. */
  readonly suspects?: readonly string[];
}

/** A kernel with scripts and timers, in which time passes when the test says so. */
export interface TimedWorld extends TestKernel {
  readonly game: Game;
  readonly scripts: Scripts;
  /** What the staff are to read about this start. */
  readonly reports: readonly string[];
  readonly pass: (seconds: number) => Promise<void>;
  /** Ends the world on purpose, lets time pass, and begins another one on what it has stored. */
  readonly restart: (
    how: "reload" | "cold",
    seconds?: number,
    options?: TimedWorldOptions,
  ) => Promise<TimedWorld>;
  /** Another world on what is durable now, as after a SIGKILL. */
  readonly crash: (seconds?: number, options?: TimedWorldOptions) => Promise<TimedWorld>;
}

export function timedWorld(options: TimedWorldOptions = {}): Promise<TimedWorld> {
  return begin(new MemoryDisk(), new FakeClock(), true, options);
}

async function begin(
  disk: MemoryDisk,
  clock: FakeClock,
  cold: boolean,
  options: TimedWorldOptions,
): Promise<TimedWorld> {
  const { classes = [], callbacks = [], suspects = [] } = options;
  let parts: { readonly time: Timekeeper; readonly scripts: Scripts } | null = null;
  const prepare = (kernel: Kernel): void => {
    const time = new Timekeeper(kernel);
    parts = { time, scripts: new Scripts(kernel, time) };
    addScriptFacets(kernel as Game, parts.scripts);
    addTimeFacets(kernel as Game, time);
    for (const callback of callbacks) time.callbacks.register(callback);
  };
  const store = new MemoryStore(disk);
  const made = await testKernel({ store, disk, clock, prepare, classes: [Thing, ...classes] });
  const { time, scripts } = parts as unknown as { readonly time: Timekeeper; readonly scripts: Scripts };
  const { kernel, turn } = made;
  const reports = await turn(() => time.begin({ cold, suspects }));
  await turn(() => scripts.tellServerStart());
  time.run();
  const again = async (isCold: boolean, seconds: number, changed: TimedWorldOptions): Promise<TimedWorld> => {
    await store.release();
    clock.advance(seconds * 1000);
    return begin(disk, clock, isCold, { ...options, suspects: [], ...changed });
  };
  return {
    ...made,
    game: kernel as Game,
    scripts,
    reports,
    pass: async (seconds) => {
      await passTime(clock, kernel.turns, seconds);
      await kernel.committer.flush();
    },
    restart: async (how, seconds = 0, changed = {}) => {
      await turn(() => time.rest());
      await kernel.turns.quiet();
      kernel.turns.freeze();
      return again(how === "cold", seconds, changed);
    },
    crash: async (seconds = 0, changed = {}) => {
      time.scheduler.stop();
      kernel.turns.freeze();
      return again(false, seconds, changed);
    },
  };
}
