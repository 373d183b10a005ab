/**
 * A stream of bytes between two processes, or two halves of one. What is written arrives whole and in order, in a
 * later tick; chunks may end anywhere. Bytes must not be changed after they were written or received.
 */
export interface Transport {
  /** Does nothing after `close`. */
  write(bytes: Buffer): void;
  /** Bytes that were written but not handed over yet. */
  readonly unsent: number;
  /** Nothing is read before there is a handler. Each of these takes one handler; a later one replaces it. */
  onData(handler: (chunk: Buffer) => void): void;
  /** Called in a later tick than `write`, whenever `unsent` has come down to zero. */
  onDrain(handler: () => void): void;
  /** Called once in a later tick than `close`, whichever side closed, even if it was before the handler came. */
  onClose(handler: (error: Error | null) => void): void;
  /** Ends both directions. What was written before still goes out; what comes in is not read any more. */
  close(): void;
}
