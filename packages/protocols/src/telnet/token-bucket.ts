/** Allows `perSecond` units a second in the long run and `burst` at once. */
export class TokenBucket {
  readonly #perMillisecond: number;
  readonly #burst: number;
  #tokens: number;
  #filledAt: number;

  constructor(perSecond: number, burst: number, now: number) {
    this.#perMillisecond = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledAt = now;
  }

  /** How many whole units may be taken now. */
  available(now: number): number {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) * this.#perMillisecond);
    this.#filledAt = now;
    return Math.floor(this.#tokens);
  }

  /** Takes units that {@link available} has promised. */
  take(count: number): void {
    this.#tokens -= count;
  }
}
