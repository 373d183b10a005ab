import type { Clock, Timer } from "../../base/clock.ts";

export interface ReloadOnSaveParts {
  readonly clock: Clock;
  /** Loads the code as it is now; rejects when it is refused, of which the log tells. */
  reload(files: readonly string[]): Promise<void>;
  /** Is there a world to replace, or none at all? Neither is so while one starts or stops. */
  canReload(): boolean;
}

/** An editor writes a file in several steps, and a formatter rewrites it at once: so long is waited for the last. */
const calmMs = 50;
/** How long to wait for a world that is starting. */
const patienceMs = 100;

/** Turns what a watcher tells into reloads: one at a time, one for many files, and none is forgotten. */
export class ReloadOnSave {
  readonly #parts: ReloadOnSaveParts;
  readonly #changed = new Set<string>();
  #timer: Timer | null = null;
  #isReloading = false;

  constructor(parts: ReloadOnSaveParts) {
    this.#parts = parts;
  }

  changed(files: readonly string[]): void {
    for (const file of files) this.#changed.add(file);
    this.#after(calmMs);
  }

  #after(milliseconds: number): void {
    this.#timer?.cancel();
    this.#timer = this.#parts.clock.after(milliseconds, () => void this.#reload());
  }

  async #reload(): Promise<void> {
    if (this.#isReloading || this.#changed.size === 0) return;
    if (!this.#parts.canReload()) return this.#after(patienceMs);
    const files = [...this.#changed].toSorted();
    this.#changed.clear();
    this.#isReloading = true;
    await this.#parts.reload(files).catch(() => {});
    this.#isReloading = false;
    if (this.#changed.size > 0) this.#after(calmMs);
  }
}
