/** Latencies of one run, in milliseconds; all are kept, so no percentile is an estimate. */
export class Latencies {
  #values = new Float64Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(milliseconds: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = milliseconds;
  }

  addAll(values: Iterable<number>): void {
    for (const value of values) this.add(value);
  }

  values(): Float64Array {
    return this.#values.subarray(0, this.#count);
  }

  summary(): LatencySummary {
    const sorted = Float64Array.from(this.values()).toSorted();
    const at = (share: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: sorted.at(-1) ?? 0 };
  }
}

export interface LatencySummary {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}
