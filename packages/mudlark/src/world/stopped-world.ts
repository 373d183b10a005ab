import { systemClock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import { openStore } from "../store/open-store.ts";
import type { Engine, EngineEdge } from "./engine.ts";
import { isSetUp } from "./first-start.ts";
import { buildLonelyEngine } from "./lonely-engine.ts";

/** A world that nobody plays in: for work on a game whose server is stopped. It holds the store's lock meanwhile. */
export interface StoppedWorld extends AsyncDisposable {
  readonly engine: Engine;
}

/**
 * Opens the database of a game alone. No hook of the game runs.
 *
 * @param onStoreFailed hears that a change could not be written, and whether that is tried again
 * @throws MudlarkError GAME_INVALID, STORE_LOCKED when a server has it open, STORE_FAILED
 * @throws Error when the game was never started
 */
export async function openStoppedWorld(
  config: ResolvedConfig,
  logger: Logger,
  onStoreFailed: EngineEdge["storeFailed"],
): Promise<StoppedWorld> {
  const { durability, url } = config.storage;
  const store = openStore(url, { durability, directory: config.directory, logger, clock: systemClock });
  const engine = await buildLonelyEngine(config, store, logger, onStoreFailed);
  try {
    await engine.game.load();
    engine.accounts.load();
    if (!isSetUp(engine)) throw new Error("This game has no world yet. Start it once first.");
  } catch (error) {
    await store.close();
    throw error;
  }
  return {
    engine,
    async [Symbol.asyncDispose]() {
      await engine.game.turns.quiet();
      await engine.game.committer.flush();
      await store.close();
    },
  };
}
