import type { Clock, Timer } from "../../base/clock.ts";
import { FairQueue } from "./fair-queue.ts";

/** So many may wait; whoever comes then is refused (`sessions.md` §12.2). */
const mostWaiting = 500;

export interface AdmissionOptions<T> {
  readonly clock: Clock;
  /** Let in per second; 0 or less for all at once. Asked again each time. */
  readonly perSecond: () => number;
  readonly admit: (item: T) => void;
  /** Told once to whoever has to wait because others are before them. */
  readonly queued: (item: T, seconds: number) => void;
}

/**
 * Lets connections in one after the other, fairly between addresses. Closed until the first world is ready, because
 * before that nobody knows which session numbers are free.
 */
export class Admission<T> {
  readonly #options: AdmissionOptions<T>;
  readonly #queue = new FairQueue<T>();
  /** Whom has been told that they wait. */
  readonly #told = new Set<T>();
  #isOpen = false;
  #tokens = 0;
  #filledAt: number | null = null;
  #timer: Timer | null = null;

  constructor(options: AdmissionOptions<T>) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** False: there is no room to wait. */
  enter(group: string, item: T): boolean {
    if (this.#queue.size >= mostWaiting) return false;
    this.#queue.add(group, item);
    this.#drain();
    return true;
  }

  /** Somebody went away while waiting, or was never there. */
  leave(group: string, item: T): void {
    this.#queue.remove(group, item);
    this.#told.delete(item);
  }

  open(): void {
    this.#isOpen = true;
    this.#drain();
  }

  #drain(): void {
    if (!this.#isOpen) return;
    while (this.#queue.size > 0 && this.#takeToken()) {
      const item = this.#queue.take();
      if (item === null) return;
      this.#told.delete(item);
      this.#options.admit(item);
    }
    if (this.#queue.size === 0) return;
    this.#tellWaiting();
    this.#drainLater();
  }

  #takeToken(): boolean {
    const rate = this.#options.perSecond();
    if (rate <= 0) return true;
    const now = this.#options.clock.monotonic();
    const most = Math.max(1, rate);
    const gained = this.#filledAt === null ? most : ((now - this.#filledAt) / 1000) * rate;
    this.#tokens = Math.min(most, this.#tokens + gained);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  #tellWaiting(): void {
    const rate = this.#options.perSecond();
    const seconds = Math.ceil(this.#queue.size / rate);
    for (const item of this.#queue) {
      if (this.#told.has(item)) continue;
      this.#told.add(item);
      this.#options.queued(item, seconds);
    }
  }

  #drainLater(): void {
    if (this.#timer !== null) return;
    const wait = Math.ceil(((1 - this.#tokens) / this.#options.perSecond()) * 1000);
    this.#timer = this.#options.clock.after(Math.max(1, wait), () => {
      this.#timer = null;
      this.#drain();
    });
  }
}
