import { systemClock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { systemRandom } from "../base/random.ts";
import { gamePaths } from "../config/game-paths.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { buildEngine, type Engine, type EngineEdge } from "./engine.ts";
import { isSetUp } from "./first-start.ts";
import { loadGame } from "./game-loader.ts";
import { asDefinition, serverControl } from "./server-control.ts";
import { asyncTurnContext } from "./turn-context.ts";

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
  const engine = await assemble(config, store, logger, onStoreFailed);
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

/**
 * Loads a game's code and puts a world together from it, to see whether that can be done. Nothing is opened.
 *
 * @throws MudlarkError with what is wrong
 */
export async function tryGame(config: ResolvedConfig, logger: Logger): Promise<void> {
  await assemble(config, new MemoryStore(), logger, () => {});
}

async function assemble(
  config: ResolvedConfig,
  store: Store,
  logger: Logger,
  storeFailed: EngineEdge["storeFailed"],
): Promise<Engine> {
  const loaded = await loadGame(gamePaths(config).game, config.directory);
  const definition = asDefinition(loaded.definition);
  return buildEngine({
    config,
    definition,
    modules: loaded.modules,
    store,
    clock: systemClock,
    random: systemRandom,
    logger,
    context: asyncTurnContext(),
    server: serverControl(config, definition, systemClock, noServer),
    edge: { ...lonely, storeFailed },
  });
}

const noServer = {
  request: (verb: string): never => {
    throw new Error(`There is no running server to ${verb}.`);
  },
};

/** Nobody listens, and nothing waits. */
const lonely = {
  release: () => {},
  running: () => {},
  idle: () => {},
  isCongested: () => false,
  marksFor: () => null,
  storeRecovered: () => {},
};
