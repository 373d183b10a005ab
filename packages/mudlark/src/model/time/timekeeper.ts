import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Persistent } from "../commit/batch-draft.ts";
import type { Kernel } from "../kernel.ts";
import type { AttemptResult } from "../turn/attempts.ts";
import { AlarmQueue } from "./alarm-queue.ts";
import { Callbacks } from "./callback.ts";
import { GameTime, type GameTimeOptions } from "./game-time.ts";
import { Scheduler } from "./scheduler.ts";
import { UpTime } from "./up-time.ts";
import { WallClock } from "./wall-clock.ts";
import { WorldClock } from "./world-clock.ts";

/** Something that works by time, and goes on with it when the world comes back. All but its name runs in turns. */
export interface TimeService {
  /** The first word of the labels of its alarms. */
  readonly name: string;
  /** The world begins: sets the alarms of what is stored. @param cold it was stopped before, not reloaded */
  resume(cold: boolean): void;
  /** The world stops on purpose: stores what only memory knows. */
  rest(): void;
  /**
   * What has the id, the second word of a label, killed a world or held it up: it must not go on by itself. Returns
   * what the staff are to read about it; null when there is no such thing.
   */
  suspend(id: string): string | null;
  /**
   * For a check between turns: what waits without ever being woken, or is woken and should not be (`world.md` §20, I9).
   */
  faults(queue: AlarmQueue): Iterable<TimerFault>;
}

/** A timer that is not as it should be. */
export interface TimerFault {
  /** Such as `script #12 (weather)`. */
  readonly about: string;
  /** As a sentence. */
  readonly problem: string;
}

/** The highest number that a stored timer ever had. */
const lastIdKey = "time.lastId";

const stampInterval = 60_000;

/** @throws TypeError */
function rowFrom(value: JsonValue | undefined): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new TypeError("it is not what a timer is stored as");
}

/** Begins and ends the time of a world, with all that works by it. */
export class Timekeeper {
  readonly scheduler: Scheduler;
  readonly worldClock: WorldClock;
  readonly wallClock: WallClock;
  readonly callbacks = new Callbacks();
  readonly gameTime: GameTime;
  readonly #upTime: UpTime;
  readonly #game: Kernel;
  readonly #services: TimeService[] = [];

  constructor(game: Kernel, options: GameTimeOptions = {}) {
    this.#game = game;
    this.#upTime = new UpTime(game.clock, game.settings);
    this.gameTime = new GameTime(game, this.#upTime, options);
    game.committer.addStamp(this.#upTime);
    this.scheduler = new Scheduler(game.clock, game.turns);
    this.worldClock = new WorldClock(game.clock, game.settings);
    this.wallClock = new WallClock(game.clock);
  }

  add(service: TimeService): void {
    this.#services.push(service);
  }

  /** A number for a timer that is stored; never given twice. Runs in a turn. */
  nextId(): number {
    const id = Number(this.#game.settings.get(lastIdKey) ?? 0) + 1;
    this.#game.settings.set(lastIdKey, id);
    return id;
  }

  /**
   * As `game.attempt`, for one of several things that have nothing to do with one another: hooks that go in circles, which
   * otherwise undo the whole turn, undo only that. So a timer knows that it has rung, and the others go on.
   */
  attempt<T>(work: () => T): AttemptResult<T> {
    try {
      return this.#game.attempt(work);
    } catch (error) {
      return { ok: false, error };
    }
  }

  /**
   * For a service that resumes: works on each stored row of its own. One that fails is written down and left as it is,
   * and the others go on.
   *
   * @param prefix of the keys of its rows
   */
  eachRow(prefix: string, work: (id: string, row: JsonObject) => void): void {
    const { settings, logger } = this.#game;
    for (const key of settings.keys()) {
      if (!key.startsWith(prefix)) continue;
      const result = this.attempt(() => work(key.slice(prefix.length), rowFrom(settings.get(key))));
      if (result.ok) continue;
      logger.error("a stored timer is damaged and does not go on; see mudlark world check", {
        key,
        error: result.error,
      });
    }
  }

  /**
   * Lets time begin: what is stored goes on, except what `suspects` name, which is suspended. Runs in a turn; no
   * alarm rings before `run`. Returns what the staff are to read.
   *
   * @param suspects labels of timers that hung a world, or that two have died of
   */
  begin({ cold, suspects }: { readonly cold: boolean; readonly suspects: readonly string[] }): string[] {
    this.worldClock.resume();
    this.#upTime.begin();
    this.gameTime.begin();
    this.#keepStamp();
    const reports = suspects.map((label) => this.#suspend(label)).filter((report) => report !== null);
    for (const service of this.#services) this.#guarded(service, "resume", () => service.resume(cold));
    return reports;
  }

  /** Alarms ring from here on. */
  run(): void {
    this.scheduler.start();
  }

  /** Time stops on purpose, and everything is stored. Runs in a turn. */
  rest(): void {
    this.scheduler.stop();
    for (const service of this.#services) this.#guarded(service, "rest", () => service.rest());
    this.worldClock.rest();
  }

  /** After `rest`, when the world goes on after all. Runs in a turn. */
  goOn(): void {
    this.worldClock.goOn();
    this.scheduler.start();
  }

  /** For a check between turns (`world.md` §20, I9). */
  *faults(): Generator<TimerFault> {
    const queue = new AlarmQueue(this.scheduler);
    for (const service of this.#services) yield* service.faults(queue);
  }

  /** When nothing else is written, how long the world has run is, once a minute. */
  #keepStamp(): void {
    const nothingElse: Persistent = { addTo: () => {} };
    const alarm = this.scheduler.alarm("runtime", () => {
      this.#game.turns.requireTurn().markChanged(nothingElse);
      alarm.set(this.scheduler.now + stampInterval);
    });
    alarm.set(this.scheduler.now + stampInterval);
  }

  #suspend(label: string): string | null {
    const [name = "", id = ""] = label.split(" ", 2);
    return this.#services.find((service) => service.name === name)?.suspend(id) ?? null;
  }

  /** One service that fails must not take the others with it. */
  #guarded(service: TimeService, what: string, work: () => void): void {
    const result = this.attempt(work);
    if (!result.ok)
      this.#game.logger.error(`timers failed to ${what}`, { of: service.name, error: result.error });
  }
}
