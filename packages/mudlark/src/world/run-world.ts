import { readFileSync } from "node:fs";
import type { Clock } from "../base/clock.ts";
import { messageOf, MudlarkError } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import type { Random } from "../base/random.ts";
import { gamePaths, type GamePaths } from "../config/game-paths.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { GameDefinition } from "../game/define-game.ts";
import type { ServerControl } from "../game/server-control.ts";
import { WorldLink } from "../link/link.ts";
import { linkVersion, type GatewayMessage } from "../link/messages.ts";
import { RunningMarker } from "../link/running-marker.ts";
import { connectSocket } from "../link/socket-transport.ts";
import { stockConnectionScreen } from "../stock/screens/connection-screen.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { buildEngine, type Engine } from "./engine.ts";
import { firstStart } from "./first-start.ts";
import { LinkKeeper } from "./link-keeper.ts";
import { loadGame } from "./game-loader.ts";
import { ServerHooks } from "./server-hooks.ts";
import { asyncTurnContext } from "./turn-context.ts";
import { WorldServer } from "./world-server.ts";

/** `serve` opens the store at once; `standby` first proves that its code loads, and waits to be told. */
export type WorldRole = "serve" | "standby";

export interface WorldOptions {
  readonly secret: string;
  readonly role: WorldRole;
  readonly directory: string;
  /** The configuration, or why there is none. */
  readonly config: ResolvedConfig | Error;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly environment: Readonly<Record<string, string | undefined>>;
  exit(code: number): void;
}

/** A world whose code is loaded and whose parts are put together, but whose store is still closed. */
interface PreparedWorld {
  readonly engine: Engine;
  readonly hooks: ServerHooks;
  readonly server: WorldServer;
  readonly store: Store;
  readonly config: ResolvedConfig;
}

/** Runs a world: links up, loads the game, opens the store, and serves. Resolves when it serves. */
export async function runWorld(options: WorldOptions): Promise<void> {
  const { directory, secret, role, clock, logger } = options;
  const paths = gamePaths(
    options.config instanceof Error ? { directory, paths: { var: "var" } } : options.config,
  );
  const link = new WorldLink({ transport: await connectSocket(paths.link), clock, logger });
  link.onClose(() => options.exit(0));
  link.send({ type: "hello", secret, version: linkVersion, pid: process.pid, role });
  const world = await prepare(options, paths).catch((error: unknown) => {
    link.send({ type: "checkFailed", error: messageOf(error) });
    link.flush();
    throw error;
  });
  if (role === "standby") {
    link.send({ type: "checked" });
    await until(link, "takeOver");
  }
  const stored = await world.engine.game.load();
  world.engine.accounts.load();
  const { engine, hooks, config } = world;
  await firstStart({ engine, hooks, config, clock, logger, environment: options.environment });
  world.server.remember(stored.marks);
  keepLinked(options, world, paths).keep(link);
}

/** From now on the loss of the gateway is not the end. */
function keepLinked(
  { clock, random, logger, secret }: WorldOptions,
  { server, config }: PreparedWorld,
  paths: GamePaths,
): LinkKeeper {
  return new LinkKeeper({
    clock,
    random,
    logger,
    maxOutage: config.limits.maxOutage,
    connect: async () => {
      const link = new WorldLink({ transport: await connectSocket(paths.link), clock, logger });
      link.send({ type: "hello", secret, version: linkVersion, pid: process.pid, role: "serve" });
      return link;
    },
    onLinked: (link) => server.serve(link),
    onAbandoned: () => server.abandonSessions(),
    onGivenUp: () => server.stopAlone(),
  });
}

async function prepare(options: WorldOptions, paths: GamePaths): Promise<PreparedWorld> {
  const { clock, logger, random } = options;
  if (options.config instanceof Error) throw options.config;
  const { config } = options;
  // The store's thread needs a moment to start: meanwhile, the game is loaded.
  const { durability, url } = config.storage;
  const store = openStore(url, { durability, directory: config.directory, logger, clock });
  const loaded = await loadGame(paths.game, config.directory);
  const definition = asDefinition(loaded.definition);
  const marker = options.role === "serve" ? RunningMarker.open(paths.marker) : new LateMarker(paths.marker);
  const server = new WorldServer({
    config,
    store,
    clock,
    logger,
    marker,
    exit: (code) => options.exit(code),
  });
  const engine = buildEngine({
    config,
    definition,
    modules: loaded.modules,
    store,
    clock,
    random,
    logger,
    context: asyncTurnContext(),
    server: serverControl(config, definition, server, clock),
    edge: server,
  });
  const hooks = new ServerHooks(engine.game, definition.hooks ?? {}, logger);
  server.attach(engine, hooks);
  return { engine, hooks, server, store, config };
}

/** A standby must not touch the marker of the world that still serves. */
class LateMarker {
  readonly #file: string;
  #marker: RunningMarker | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  running(...running: Parameters<RunningMarker["running"]>): void {
    this.#marker ??= RunningMarker.open(this.#file);
    this.#marker.running(...running);
  }

  idle(): void {
    this.#marker?.idle();
  }
}

function serverControl(
  config: ResolvedConfig,
  definition: GameDefinition,
  server: WorldServer,
  clock: Clock,
): ServerControl {
  const { name, slogan, contact } = config.game;
  const screen = definition.screens?.connection ?? stockConnectionScreen;
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return {
    gameName: name,
    slogan,
    contact,
    startedAt: clock.now(),
    version: manifest.version,
    liveCode: config.security.liveCode,
    connectionScreen: () => screen({ name, slogan }),
    request: (verb, reason, session) => server.request(verb, reason, session),
  };
}

function asDefinition(exported: unknown): GameDefinition {
  if (typeof exported === "object" && exported !== null) return exported;
  throw new MudlarkError("GAME_INVALID", "src/game.ts must export what defineGame gives as its default.");
}

/** Waits for one message; others of that time are not meant for a world that does not serve. */
function until(link: WorldLink, type: GatewayMessage["type"]): Promise<void> {
  return new Promise((resolve) => {
    link.onMessage((message) => {
      if (message.type !== type) return;
      link.onMessage(null);
      resolve();
    });
  });
}
