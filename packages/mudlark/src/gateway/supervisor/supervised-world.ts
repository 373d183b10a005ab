import type { GatewayLink } from "../../link/link.ts";
import type { ServeMode } from "../../link/messages.ts";
import type { WorldProcess } from "./world-process.ts";

/** One world process that the supervisor knows, from its start to its end. */
export class SupervisedWorld {
  readonly process: WorldProcess;
  /** Why it serves or is going to. */
  mode: ServeMode;
  link: GatewayLink | null = null;
  /** The watchdog killed it. */
  hung = false;
  /** Its successor serves; its end is no news. */
  isRetired = false;

  constructor(process: WorldProcess, mode: ServeMode) {
    this.process = process;
    this.mode = mode;
  }

  get pid(): number {
    return this.process.pid;
  }

  kill(): void {
    this.process.kill();
  }
}
