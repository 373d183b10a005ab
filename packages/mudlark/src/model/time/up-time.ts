import type { Clock } from "../../base/clock.ts";
import type { BatchDraft, Persistent } from "../commit/batch-draft.ts";
import type { Settings } from "../settings.ts";

/** The setting that holds it. */
export const runtimeKey = "time.runtime";

/**
 * How long the world has run, all in all and without the times when it did not. It is written with every batch, so it
 * never runs behind what is stored (`world.md` §15).
 */
export class UpTime implements Persistent {
  readonly #clock: Clock;
  readonly #settings: Settings;
  /** By the monotonic clock; null before the world begins. */
  #since: number | null = null;

  constructor(clock: Clock, settings: Settings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /** In milliseconds, since the first start of the world. */
  get total(): number {
    return Number(this.#settings.get(runtimeKey) ?? 0) + this.current;
  }

  /** In milliseconds, of this process. */
  get current(): number {
    return this.#since === null ? 0 : this.#clock.monotonic() - this.#since;
  }

  begin(): void {
    this.#since = this.#clock.monotonic();
  }

  addTo(draft: BatchDraft): void {
    draft.settings.push({ key: runtimeKey, value: String(Math.round(this.total)) });
  }
}
