import type { GatewayLink } from "../../link/link.ts";
import type { Effect, ServeMode } from "../../link/messages.ts";
import type { WorldProcess } from "./world-process.ts";

/** One world process that the supervisor knows, from its start to its end. */
export class SupervisedWorld {
  readonly process: WorldProcess;
  /** Why it serves or is going to. */
  mode: ServeMode;
  link: GatewayLink | null = null;
  /** The watchdog killed it. */
  hung = false;
  /** It has been replaced or given up; its end is no news. */
  isRetired = false;
  /** Why it will not serve, in its own words. */
  failure: string | null = null;
  /** Do we know that this process is a world? A number from a file may belong to anybody by now. */
  isCertain: boolean;
  /** What it did before it was ready; nothing of it counts if it never is. */
  #held: Effect[] = [];

  constructor(process: WorldProcess, mode: ServeMode, isCertain: boolean) {
    this.process = process;
    this.mode = mode;
    this.isCertain = isCertain;
  }

  get pid(): number {
    return this.process.pid;
  }

  hold(effects: readonly Effect[]): void {
    for (const effect of effects) this.#held.push(effect);
  }

  takeHeld(): readonly Effect[] {
    return this.#held.splice(0);
  }

  kill(): void {
    if (this.isCertain) this.process.kill();
  }
}
