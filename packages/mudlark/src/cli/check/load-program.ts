/**
 * A process beside, for `mudlark check`: loads the game that it is told of as a world would, and says why that cannot
 * be, and what the log would warn of. Whatever the game's code does at loading, it does here.
 */
import { messageOf } from "../../base/errors.ts";
import { loadConfig } from "../../config/load-config.ts";
import type { Mode } from "../../config/setting.ts";
import { MemoryStore } from "../../store/memory-store.ts";
import { buildLonelyEngine } from "../../world/lonely-engine.ts";
import { collectingLogger } from "./collecting-logger.ts";

/** What the process beside answers. */
export interface LoadAnswer {
  /** Null: the game can be started. */
  readonly error: string | null;
  readonly warnings: readonly string[];
}

process.once("message", (orders: { readonly directory: string; readonly mode: Mode }) => {
  void tryIt(orders).then((answer) => process.send?.(answer, () => process.exit()));
});

async function tryIt({
  directory,
  mode,
}: {
  readonly directory: string;
  readonly mode: Mode;
}): Promise<LoadAnswer> {
  const warnings: string[] = [];
  try {
    const config = await loadConfig(directory, process.env, mode);
    await buildLonelyEngine(config, new MemoryStore(), collectingLogger(warnings), () => {});
    return { error: null, warnings };
  } catch (error) {
    return { error: messageOf(error), warnings };
  }
}
