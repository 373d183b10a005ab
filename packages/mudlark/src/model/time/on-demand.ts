import type { JsonObject } from "../../base/json.ts";
import type { Game } from "../game.ts";
import type { Callback } from "./callback.ts";
import {
  OnDemandTask,
  stageBounce,
  stageLoop,
  type OnDemandHost,
  type OnDemandState,
  type Stage,
} from "./on-demand-task.ts";
import type { Timekeeper } from "./timekeeper.ts";

export interface OnDemandOptions {
  /** Default null: none. */
  readonly category?: string | null;
  /** Stages by the seconds after which they begin. Default none: only the time is counted. */
  readonly stages?: Readonly<Record<number, Stage>>;
  /** Does its time begin now? Default true; else when it is first looked at. */
  readonly autostart?: boolean;
}

const rowPrefix = "onDemand.";

/**
 * Things that grow, rot and burn down without a timer: how far they are is worked out when somebody looks. Time counts
 * while the server runs; all of it is stored (`world.md` §15).
 *
 * @example
 * game.onDemand.add(rose.ref, { category: "plants", stages: { 0: "seed", 600: "sprout", 1200: ["flower", bloom] } });
 * const stage = game.onDemand.get(rose.ref, "plants")?.getStage();
 */
export class OnDemand {
  readonly #game: Game;
  readonly #time: Timekeeper;
  readonly #host: OnDemandHost;

  constructor(game: Game, time: Timekeeper) {
    this.#game = game;
    this.#time = time;
    for (const builtIn of [stageLoop, stageBounce]) time.callbacks.register(builtIn);
    this.#host = this.#makeHost();
  }

  /**
   * Adds a task, or begins it anew.
   *
   * @throws MudlarkError TURN_CLOSED, TIMER_CALL; RangeError for stages that do not begin at 0 or later
   */
  add(key: string, options: OnDemandOptions = {}): OnDemandTask {
    const { category = null, stages = {}, autostart = true } = options;
    const task = new OnDemandTask(key, category, this.#host);
    this.#host.write(task, {
      start: autostart ? this.#host.runtime : null,
      stages: Object.entries(stages)
        .map(([after, stage]) => this.#stage(Number(after), stage))
        .sort(([a], [b]) => a - b),
      stage: null,
      iterations: 0,
      reversed: false,
    });
    return task;
  }

  /** Null when there is none. */
  get(key: string, category: string | null = null): OnDemandTask | null {
    const task = new OnDemandTask(key, category, this.#host);
    return task.exists ? task : null;
  }

  /** Returns whether there was one. @throws MudlarkError TURN_CLOSED */
  remove(key: string, category: string | null = null): boolean {
    const task = this.get(key, category);
    if (task !== null) this.#host.write(task, null);
    return task !== null;
  }

  /** All, or all of a category, where null is those without one. */
  all(category?: string | null): OnDemandTask[] {
    return this.#game.settings
      .keys()
      .filter((row) => row.startsWith(rowPrefix))
      .map((row) => JSON.parse(row.slice(rowPrefix.length)) as [string | null, string])
      .filter(([other]) => category === undefined || other === category)
      .map(([other, key]) => new OnDemandTask(key, other, this.#host));
  }

  /** Removes all, or all of a category. @throws MudlarkError TURN_CLOSED */
  clear(category?: string | null): void {
    for (const task of this.all(category)) this.#host.write(task, null);
  }

  #stage(after: number, stage: Stage): OnDemandState["stages"][number] {
    if (!(after >= 0 && Number.isFinite(after)))
      throw new RangeError(`a stage begins after 0 seconds or more, not ${after}`);
    if (typeof stage === "string") return [after, stage, null];
    const [name, enter] = stage;
    this.#time.callbacks.require(enter);
    return [after, name, enter.id];
  }

  #makeHost(): OnDemandHost {
    const { settings, turns } = this.#game;
    const { callbacks, gameTime } = this.#time;
    return {
      get isPure() {
        return turns.isPure;
      },
      get runtime() {
        return Math.round(gameTime.runtime * 1000);
      },
      read: (task) => (settings.get(rowOf(task)) as OnDemandState | undefined) ?? null,
      write: (task, state) => {
        if (state === null) settings.delete(rowOf(task));
        else settings.set(rowOf(task), { ...state } satisfies JsonObject);
      },
      enter: (id, task) => {
        const enter = callbacks.get(id) as Callback<readonly [OnDemandTask]> | undefined;
        if (enter !== undefined) enter.run(this.#game, task);
        else this.#game.logger.error("no callback has the id that a stage names", { id, task: task.key });
      },
    };
  }
}

function rowOf({ key, category }: OnDemandTask): string {
  return rowPrefix + JSON.stringify([category, key]);
}
