import type { Clock } from "../../base/clock.ts";
import type { Hello } from "../../link/accept-world.ts";
import type { Effect, ServeMode } from "../../link/messages.ts";
import { SupervisedWorld } from "./supervised-world.ts";
import type { WorldProcess } from "./world-process.ts";

const retirePatienceMs = 10_000;

/** The world processes there are: the one that serves, the one that shall replace it, and those on their way out. */
export class Worlds {
  readonly #clock: Clock;
  readonly #alive = new Set<SupervisedWorld>();
  current: SupervisedWorld | null = null;
  #standby: SupervisedWorld | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get standby(): SupervisedWorld | null {
    return this.#standby;
  }

  /** Makes this process the world that serves, or is going to. */
  seat(process: WorldProcess, mode: ServeMode, isCertain = true): SupervisedWorld {
    this.current = this.#add(process, mode, isCertain);
    return this.current;
  }

  /** Makes this process the world that shall replace the one that serves. */
  prepare(process: WorldProcess, mode: ServeMode): SupervisedWorld {
    this.#standby = this.#add(process, mode, true);
    return this.#standby;
  }

  isAlive(world: SupervisedWorld): boolean {
    return this.#alive.has(world);
  }

  /** Which world says this? Null when it is none that we wait for. */
  expected(hello: Hello): SupervisedWorld | null {
    for (const world of [this.#standby, this.current]) {
      const isOpen = world !== null && !world.isRetired && !world.hung;
      if (isOpen && world.pid === hello.pid && (world.link === null || world.link.isClosed)) return world;
    }
    return null;
  }

  /** The process is gone. */
  ended(world: SupervisedWorld): void {
    this.#alive.delete(world);
    const { link } = world;
    world.link = null;
    link?.close();
  }

  /** Lets the world that serves go in peace; it is killed when it takes too long. */
  retireCurrent(): void {
    const old = this.current;
    if (old === null) return;
    old.isRetired = true;
    old.link?.send({ type: "retire" });
    this.killLater(old);
  }

  /** The standby takes the place of the world that served. Gives what it did before. */
  promoteStandby(): readonly Effect[] {
    this.current = this.#standby;
    this.#standby = null;
    return this.current?.takeHeld() ?? [];
  }

  discardStandby(): SupervisedWorld | null {
    const standby = this.#standby;
    this.#standby = null;
    if (standby === null) return null;
    standby.isRetired = true;
    standby.kill();
    return standby;
  }

  killLater(world: SupervisedWorld): void {
    this.#clock.after(retirePatienceMs, () => {
      if (this.#alive.has(world)) world.kill();
    });
  }

  killAll(): void {
    for (const world of this.#alive) world.kill();
  }

  #add(process: WorldProcess, mode: ServeMode, isCertain: boolean): SupervisedWorld {
    const world = new SupervisedWorld(process, mode, isCertain);
    this.#alive.add(world);
    return world;
  }
}
