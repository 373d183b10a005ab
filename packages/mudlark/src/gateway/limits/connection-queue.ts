import type { Clock, Timer } from "../../base/clock.ts";

/** Who waits in line. */
export interface Waiting {
  readonly address: string;
  /** It is this one's turn. */
  admit(): void;
  /** It has to wait; told once. */
  mustWait(seconds: number): void;
}

const mostWaiting = 500;

/**
 * Lets connections in at so many per second, fair between addresses: each address has its turn, however many
 * clients stand behind it (`sessions.md` §12.2).
 */
export class ConnectionQueue {
  readonly #clock: Clock;
  readonly #perSecond: () => number;
  /** In the order of their turns; each holds at least one. */
  readonly #byAddress = new Map<string, Waiting[]>();
  #length = 0;
  #credit: number;
  #creditAt: number;
  #timer: Timer | null = null;

  /** @param perSecond asked each time; 0 or less means no limit */
  constructor(clock: Clock, perSecond: () => number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#credit = Math.max(1, perSecond());
    this.#creditAt = clock.monotonic();
  }

  get length(): number {
    return this.#length;
  }

  /** False when so many wait already that no more are taken. */
  join(waiting: Waiting): boolean {
    if (this.#length >= mostWaiting) return false;
    const line = this.#byAddress.get(waiting.address);
    if (line === undefined) this.#byAddress.set(waiting.address, [waiting]);
    else line.push(waiting);
    this.#length++;
    this.#drain();
    if (this.#isWaiting(waiting)) waiting.mustWait(this.#length / this.#perSecond());
    return true;
  }

  leave(waiting: Waiting): void {
    const line = this.#byAddress.get(waiting.address);
    const index = line?.indexOf(waiting) ?? -1;
    if (line === undefined || index === -1) return;
    line.splice(index, 1);
    this.#length--;
    if (line.length === 0) this.#byAddress.delete(waiting.address);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  #isWaiting(waiting: Waiting): boolean {
    return this.#byAddress.get(waiting.address)?.includes(waiting) ?? false;
  }

  #drain(): void {
    this.#refill();
    while (this.#length > 0 && this.#credit >= 1) {
      this.#credit--;
      this.#takeNext()?.admit();
    }
    if (this.#length === 0 || this.#timer !== null) return;
    const wait = Math.ceil(((1 - this.#credit) / this.#perSecond()) * 1000);
    this.#timer = this.#clock.after(Math.max(1, wait), () => {
      this.#timer = null;
      this.#drain();
    });
  }

  #refill(): void {
    const rate = this.#perSecond();
    const now = this.#clock.monotonic();
    const earned = ((now - this.#creditAt) / 1000) * rate;
    this.#creditAt = now;
    this.#credit = rate <= 0 ? Infinity : Math.min(Math.max(1, rate), this.#credit + earned);
  }

  /** The address that was served goes to the end of the line. */
  #takeNext(): Waiting | undefined {
    for (const [address, line] of this.#byAddress) {
      const next = line.shift();
      this.#length--;
      this.#byAddress.delete(address);
      if (line.length > 0) this.#byAddress.set(address, line);
      return next;
    }
    return undefined;
  }
}
