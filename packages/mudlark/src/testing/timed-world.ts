import type { EntityClass } from "../model/entity/entity.ts";
import type { Game } from "../model/game.ts";
import type { Kernel } from "../model/kernel.ts";
import { WorldObject } from "../model/object/world-object.ts";
import type { GameTimeOptions } from "../model/time/game-time.ts";
import { addTimeFacets } from "../model/time/time-facets.ts";
import type { Callback } from "../model/time/callback.ts";
import { Timekeeper } from "../model/time/timekeeper.ts";
import { MemoryDisk, MemoryStore } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";
import { FakeClock } from "./fake-clock.ts";
import { passTime } from "./pass-time.ts";
import { testKernel, type TestKernel } from "./test-kernel.ts";
import type { GlobalScript } from "../content/scripts/global-scripts.ts";
import { addScriptFacets } from "../content/scripts/script-facets.ts";
import { Scripts } from "../content/scripts/scripts.ts";

export class Thing extends WorldObject {
  static readonly classId = "test/Thing";
}

export interface TimedWorldOptions {
  readonly classes?: readonly EntityClass[];
  readonly time?: GameTimeOptions;
  /** As in `defineGame`. */
  readonly globals?: Readonly<Record<string, GlobalScript>>;
  readonly disk?: MemoryDisk;
  readonly store?: Store;
  readonly clock?: FakeClock;
  /** Was the server stopped before? Default true. */
  readonly cold?: boolean;
  readonly callbacks?: readonly Callback[];
  /** Labels of timers that are to blame for the end of the world before. */
  readonly suspects?: readonly string[];
}

/** A kernel with scripts and timers, in which time passes when the test says so. */
export interface TimedWorld extends TestKernel {
  readonly game: Game;
  readonly scripts: Scripts;
  readonly time: Timekeeper;
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

export async function timedWorld(options: TimedWorldOptions = {}): Promise<TimedWorld> {
  const { disk = new MemoryDisk(), clock = new FakeClock() } = options;
  const { store = new MemoryStore(disk), cold = true } = options;
  const { classes = [], callbacks = [], suspects = [] } = options;
  const parts: { time?: Timekeeper; scripts?: Scripts } = {};
  const prepare = (kernel: Kernel): void => {
    const time = new Timekeeper(kernel, options.time);
    const scripts = new Scripts(kernel, time, options.globals);
    Object.assign(parts, { time, scripts });
    addScriptFacets(kernel as Game, scripts);
    addTimeFacets(kernel as Game, time);
    for (const callback of callbacks) time.callbacks.register(callback);
  };
  const made = await testKernel({ store, disk, clock, prepare, classes: [Thing, ...classes] });
  const { time, scripts } = parts as Required<typeof parts>;
  const { kernel, turn } = made;
  const reports = await turn(() => time.begin({ cold, suspects }));
  await turn(() => scripts.tellServerStart());
  time.run();
  const again = async (isCold: boolean, seconds: number, changed: TimedWorldOptions): Promise<TimedWorld> => {
    await store.release();
    clock.advance(seconds * 1000);
    return timedWorld({ ...options, disk, clock, cold: isCold, suspects: [], ...changed });
  };
  return {
    ...made,
    game: kernel as Game,
    scripts,
    time,
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
