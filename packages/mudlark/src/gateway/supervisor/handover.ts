import type { Logger } from "../../base/logger.ts";
import type { CurrentPhase } from "./current-phase.ts";
import type { PendingRenewal } from "./pending-renewal.ts";
import type { SupervisedWorld } from "./supervised-world.ts";
import type { WorldSeat } from "./world-seat.ts";
import type { Worlds } from "./worlds.ts";

export interface HandoverOptions {
  readonly logger: Logger;
  readonly seat: WorldSeat;
  readonly worlds: Worlds;
  readonly phase: CurrentPhase;
  readonly renewal: PendingRenewal;
  /** The standby was refused while the old world still served. */
  readonly onRefused: () => void;
  /** There is no old world that could go on. */
  readonly onLost: () => void;
}

const checkPatienceMs = 60_000;
const stepPatienceMs = 20_000;

/**
 * The way of the store from the world that serves to the standby, in three steps: the standby checks its code, the
 * old world lets go, the standby takes over. Until the last is done the old world can go on (`sessions.md` §11.5).
 */
export class Handover {
  readonly #options: HandoverOptions;
  /** The standby that has to be gone before the old world may go on. */
  #failed: SupervisedWorld | null = null;
  #failure = "";

  constructor(options: HandoverOptions) {
    this.#options = options;
  }

  /** What was wrong with the last standby that failed after the old world was asked to let go. */
  get failure(): string {
    return this.#failure;
  }

  /** The standby is started, and loads. */
  begin(): void {
    this.#options.phase.enter("checking", checkPatienceMs, () =>
      this.#refuse("the new code took too long to load"),
    );
  }

  /** The code of the standby is good. */
  checked(): void {
    const { renewal, seat, worlds, phase } = this.#options;
    const { mode, reason } = renewal;
    renewal.tell("The new code loads. The world hands over ...");
    seat.hold(false);
    worlds.current?.link?.send({ type: "handOver", mode, reason });
    phase.enter("handingOver", stepPatienceMs, () => this.failed("the old world did not let go in time"));
  }

  /** The old world has let go. */
  released(): void {
    const { worlds, phase } = this.#options;
    const standby = worlds.standby;
    const link = standby?.link;
    if (!link) return this.failed("the new world is gone");
    phase.enter("takingOver", stepPatienceMs, () => this.failed("the new world was not ready in time"));
    link.send({ type: "takeOver", mode: standby.mode });
  }

  failed(why: string): void {
    const { name } = this.#options.phase;
    if (name === "checking") this.#refuse(why);
    else if (name === "handingOver" || name === "takingOver") this.#fallBack(why);
  }

  /** A world has ended. True when the old one waited for that, and goes on now. */
  ended(world: SupervisedWorld): boolean {
    if (this.#options.phase.name !== "fallingBack" || world !== this.#failed) return false;
    this.#resume();
    return true;
  }

  /** The old world still serves: nothing has happened. */
  #refuse(why: string): void {
    const { logger, worlds, phase, renewal, onRefused } = this.#options;
    logger.warn("the new code was refused; the old world goes on", { error: why });
    worlds.discardStandby();
    phase.enter("serving");
    renewal.settle(why);
    onRefused();
  }

  /** The old world was asked to let go: it goes on once the other cannot disturb it. */
  #fallBack(why: string): void {
    const { logger, worlds, phase } = this.#options;
    logger.error("the new world failed; the old one goes on", { error: why });
    this.#failure = why;
    this.#failed = worlds.discardStandby();
    phase.enter("fallingBack");
    if (this.#failed === null || !worlds.isAlive(this.#failed)) this.#resume();
  }

  #resume(): void {
    const { worlds, phase, onLost } = this.#options;
    const old = worlds.current;
    if (old === null) return onLost();
    phase.enter("resuming", stepPatienceMs, () => old.kill());
    if (old.link === null) old.kill();
    else old.link.send({ type: "resume", error: this.#failure });
  }
}
