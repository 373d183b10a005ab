/** What became of one call of {@link Inflater.inflate}. */
export interface InflateStep {
  /** The bytes that came out; valid until the next call. */
  readonly output: Uint8Array;
  /** How many bytes of the input were used. */
  readonly consumed: number;
  /**
   * - `more` all input is used, the stream goes on
   * - `full` `maxOutput` bytes came out, and there may be more: call again with the rest of the input
   * - `end` the stream ended; what was not consumed is plain again
   * - `error` this is not a zlib stream
   */
  readonly state: "more" | "full" | "end" | "error";
}

/** One incoming zlib stream (RFC 1950). */
export interface Inflater {
  /** Decompresses as much of `input` as gives no more than `maxOutput` bytes. Never throws. */
  inflate(input: Uint8Array, maxOutput: number): InflateStep;
}
