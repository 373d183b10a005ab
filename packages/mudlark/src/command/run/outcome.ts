/**
 * How a line ended: `ok`; `failed`, the command said why it could not; `stopped`, before it began or by being called
 * off; `error`, it threw, and what it did was undone; `unknown`, no command (or more than one) was meant.
 */
export interface Outcome {
  readonly status: "ok" | "failed" | "stopped" | "error" | "unknown";
  /** What `run` returned. */
  readonly value?: unknown;
}
