import type { Clock, Timer } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { Random } from "../../base/random.ts";
import type { WorldLink } from "../../link/link.ts";

export interface LinkKeeperParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Seconds without a gateway after which the world stops by itself. */
  readonly maxOutage: number;
  /** A fresh link that has said hello. */
  connect(): Promise<WorldLink>;
  /** A gateway is there (again). */
  onLinked(link: WorldLink): void;
  /** Nobody has been there for so long that the players must be gone. */
  onAbandoned(): void;
  /** Nobody will come any more. */
  onGivenUp(): void;
}

/** Milliseconds until the first try to reach a gateway again, and at most; each wait is half as long again. */
const delays = { first: 1000, most: 10_000, growth: 1.5 } as const;
/** Milliseconds after which sessions without a gateway have ended (`sessions.md` §11.6). */
const patience = 15_000;

/**
 * Keeps a serving world linked. A gateway that died is replaced by one that looks for this world under the same
 * address; until then the world tries to reach it.
 */
export class LinkKeeper {
  readonly #parts: LinkKeeperParts;
  #timers: Timer[] = [];

  constructor(parts: LinkKeeperParts) {
    this.#parts = parts;
  }

  keep(link: WorldLink): void {
    this.#parts.onLinked(link);
    link.onClose(() => this.#lost());
  }

  #lost(): void {
    const { clock, logger, maxOutage } = this.#parts;
    logger.warn("the gateway is gone; looking for it");
    this.#timers = [
      clock.after(patience, () => this.#parts.onAbandoned()),
      clock.after(maxOutage * 1000, () => this.#parts.onGivenUp()),
    ];
    this.#tryAfter(delays.first);
  }

  #tryAfter(delay: number): void {
    const { clock, random } = this.#parts;
    const jitter = 1 + (random.next() - 0.5) / 5;
    this.#timers.push(
      clock.after(delay * jitter, () => void this.#try(Math.min(delay * delays.growth, delays.most))),
    );
  }

  async #try(nextDelay: number): Promise<void> {
    try {
      const link = await this.#parts.connect();
      for (const timer of this.#timers) timer.cancel();
      this.#timers = [];
      this.keep(link);
    } catch (error) {
      this.#parts.logger.debug("no gateway yet", { error: messageOf(error) });
      this.#tryAfter(nextDelay);
    }
  }
}
