import type { Fiber } from "../../model/turn/fiber.ts";

/** A command whose code runs. */
export interface RunningCommand {
  readonly fiber: Fiber | null;
  /** It and the commands whose code led to it, the outermost first. */
  readonly chain: readonly string[];
}
