import type { Clock, Timer } from "../../base/clock.ts";
import type { MudlarkError } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import type { UrgentNotices } from "./urgent-notices.ts";

/** How long a world may stand still before the players are told: a disk that hesitates is not worth a word. */
const patienceMs = 2000;

export interface StoreOutageParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly notices: Pick<UrgentNotices, "toStaff" | "toAll">;
}

/** Tells people that the world cannot save and stands still, and when that is over. */
export class StoreOutage {
  readonly #parts: StoreOutageParts;
  #timer: Timer | null = null;
  #arePlayersTold = false;

  constructor(parts: StoreOutageParts) {
    this.#parts = parts;
  }

  began(error: MudlarkError, willRetry: boolean): void {
    const { clock, logger, notices } = this.#parts;
    logger.error("the store cannot write; the world waits", { error, willRetry });
    const next = willRetry ? "It tries again and again" : "It starts again from what is saved";
    notices.toStaff(
      `|rThe world stands still: it cannot save. ${next}. The cause: ${escapeMarkup(error.message)}|n`,
    );
    if (willRetry) this.#timer ??= clock.after(patienceMs, () => this.#tellPlayers());
  }

  ended(): void {
    const { logger, notices } = this.#parts;
    logger.info("the store can write again; the world goes on");
    this.#timer?.cancel();
    this.#timer = null;
    const text = "|gThe world goes on: it can save again.|n";
    if (this.#arePlayersTold) notices.toAll(text);
    else notices.toStaff(text);
    this.#arePlayersTold = false;
  }

  #tellPlayers(): void {
    this.#arePlayersTold = true;
    this.#parts.notices.toAll(
      "|yThe game cannot save at present and waits. What you type is kept, and happens as soon as it can be saved.|n",
    );
  }
}
