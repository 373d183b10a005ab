import { systemClock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import { systemRandom } from "../base/random.ts";
import { gamePaths } from "../config/game-paths.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { Store } from "../store/store.ts";
import { buildEngine, type Engine, type EngineEdge } from "./engine.ts";
import { loadGame } from "./loading/game-loader.ts";
import { asDefinition, serverControl } from "./serving/server-control.ts";
import { asyncTurnContext } from "./turn-context.ts";

/**
 * Loads a game's code and puts an engine together from it that no gateway looks after. The store is not opened.
 *
 * @throws MudlarkError with what is wrong with the code
 */
export async function buildLonelyEngine(
  config: ResolvedConfig,
  store: Store,
  logger: Logger,
  storeFailed: EngineEdge["storeFailed"],
): Promise<Engine> {
  const { game, help } = gamePaths(config);
  const loaded = await loadGame(game, config.directory, help);
  const definition = asDefinition(loaded.definition);
  return buildEngine({
    config,
    definition,
    modules: loaded.modules,
    help: loaded.help,
    store,
    clock: systemClock,
    random: systemRandom,
    logger,
    context: asyncTurnContext(),
    server: serverControl(config, definition, systemClock, noServer, {}),
    edge: { ...lonely, storeFailed },
  });
}

const noServer = {
  backup: (): never => {
    throw new Error("There is no running server to make a backup.");
  },
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
