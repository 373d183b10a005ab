/**
 * A process beside, for `mudlark check`: loads the game that it is told of as a world would, and says what is wrong
 * with it, or nothing. Whatever the game's code does at loading, it does here.
 */
import { messageOf } from "../../base/errors.ts";
import { silentLogger } from "../../base/logger.ts";
import { loadConfig } from "../../config/load-config.ts";
import type { Mode } from "../../config/setting.ts";
import { MemoryStore } from "../../store/memory-store.ts";
import { buildLonelyEngine } from "../../world/lonely-engine.ts";

process.once("message", (orders: { readonly directory: string; readonly mode: Mode }) => {
  void tryIt(orders).then((error) => process.send?.({ error }, () => process.exit()));
});

async function tryIt({
  directory,
  mode,
}: {
  readonly directory: string;
  readonly mode: Mode;
}): Promise<string | null> {
  try {
    const config = await loadConfig(directory, process.env, mode);
    await buildLonelyEngine(config, new MemoryStore(), silentLogger, () => {});
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
