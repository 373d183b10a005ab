/** A stream of bytes between two processes, or two halves of one. What is written arrives whole and in order. */
export interface Transport {
  write(bytes: Buffer): void;
  /** Bytes that were written but not handed over yet. */
  readonly unsent: number;
  /** Each takes one handler; a later one replaces it. */
  onData(handler: (chunk: Buffer) => void): void;
  onDrain(handler: () => void): void;
  /** Called once, whoever closed it. */
  onClose(handler: (error: Error | null) => void): void;
  close(): void;
}
