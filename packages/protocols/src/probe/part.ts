import type { Side } from "./transcript.ts";

/** One end of a telnet connection as the probe plays it, without the connection. */
export interface Part {
  /** Which end it is. */
  readonly side: Side;
  /** When {@link tick} is due, in milliseconds of the clock that it was given; null for never. */
  readonly nextDeadline: number | null;
  /** The connection stands. */
  start(): void;
  receive(bytes: Uint8Array): void;
  tick(): void;
  /** What has to be sent; null when there is nothing more. */
  takeOutput(): Uint8Array | null;
  /** Everybody is silent. Asks what is left to ask, if there is anything: false means that it is done. */
  askMore(): boolean;
  /** The last words. */
  end(): void;
}
