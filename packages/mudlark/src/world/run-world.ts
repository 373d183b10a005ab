import type { GameClasses } from "../game/define-game.ts";
import { changeDefaultClasses } from "./loading/change-default-classes.ts";
import type { Hono } from "hono";
import type { Clock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import type { Random } from "../base/random.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import { WorldLink } from "../link/link.ts";
import { linkVersion, type GatewayMessage } from "../link/messages.ts";
import type { RunningMarker } from "../link/running-marker.ts";
import type { Transport } from "../link/transport.ts";
import type { Store } from "../store/store.ts";
import { createSite } from "../web/site.ts";
import { buildEngine, type Engine } from "./engine.ts";
import { firstStart } from "./first-start.ts";
import { LinkKeeper } from "./serving/link-keeper.ts";
import type { LoadedGame } from "./loading/game-loader.ts";
import { backupOnDemand, type MakeBackup } from "./backup/backup-on-demand.ts";
import { ServerHooks } from "./serving/server-hooks.ts";
import { shedAfterLoading } from "./shed-garbage.ts";
import { siteFacts } from "./serving/site-facts.ts";
import { asyncTurnContext } from "./turn-context.ts";
import { asDefinition, serverControl } from "./serving/server-control.ts";
import type { WatchLine } from "./serving/line-intake.ts";
import { WorldServer } from "./serving/world-server.ts";

/** `serve` opens the store at once; `standby` first proves that its code loads, and waits to be told. */
export type WorldRole = "serve" | "standby";

type Marker = Pick<RunningMarker, "running" | "idle">;

/** What a world is told, and what it stands on: a process and its files, or a test and its memory. */
export interface WorldOptions {
  readonly secret: string;
  readonly role: WorldRole;
  /** By which the gateway knows it. */
  readonly pid: number;
  /** The configuration, or why there is none. */
  readonly config: ResolvedConfig | Error;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A line to the gateway. */
  connect(): Promise<Transport>;
  openStore(config: ResolvedConfig): Store;
  loadGame(config: ResolvedConfig): Promise<LoadedGame>;
  openMarker(config: ResolvedConfig): Marker;
  readonly watchLine?: WatchLine;
  /** Where the world before this one hung, if that is known. */
  takeHang(config: ResolvedConfig): Error | null;
  /** Opens the game's pages to the gateway; a world within a test may do without. */
  serveSite?(site: Hono, config: ResolvedConfig): Promise<void>;
  /** Makes a backup without holding up any turn; a world within a test may do without. */
  readonly makeBackup?: MakeBackup;
  /** Makes the game's backups while it runs; a world within a test may do without. */
  scheduleBackups?(config: ResolvedConfig, tellStaff: (text: string) => void): void;
  exit(code: number): void;
}

/** A world cannot start, and the gateway, which was told why, tells whoever asked for it. */
export class GatewayKnows extends Error {}

/** A world whose code is loaded and whose parts are put together, but whose store is still closed. */
interface PreparedWorld {
  readonly engine: Engine;
  readonly hooks: ServerHooks;
  readonly server: WorldServer;
  readonly store: Store;
  readonly config: ResolvedConfig;
  readonly classes: GameClasses;
}

/**
 * Runs a world: links up, loads the game, opens the store, and serves.
 *
 * @returns the engine, as soon as the gateway may send sessions to it
 * @throws GatewayKnows when configuration or code cannot be loaded
 */
export async function runWorld(options: WorldOptions): Promise<Engine> {
  const { secret, role, pid, clock, logger } = options;
  const link = new WorldLink({ transport: await options.connect(), clock, logger });
  link.onClose(() => options.exit(0));
  link.send({ type: "hello", secret, version: linkVersion, pid, role });
  const world = await prepare(options).catch((error: unknown) => {
    link.send({ type: "checkFailed", error: messageOf(error) });
    link.flush();
    throw new GatewayKnows(messageOf(error), { cause: error });
  });
  if (role === "standby") {
    link.send({ type: "checked" });
    await until(link, "takeOver");
  }
  const { game, accounts } = world.engine;
  const stored = await game.load();
  shedAfterLoading(game.objects.size);
  await game.turns.run({ kind: "hook", label: "default classes", lane: "server" }, () =>
    changeDefaultClasses(game, world.classes, logger),
  );
  accounts.load();
  const { engine, hooks, config } = world;
  await firstStart({ engine, hooks, config, clock, logger, environment: options.environment });
  world.server.remember(stored.marks);
  keepLinked(options, world).keep(link);
  options.scheduleBackups?.(config, (text) => world.server.tellStaff(text));
  return engine;
}

/** From now on the loss of the gateway is not the end. */
function keepLinked(options: WorldOptions, { server, config }: PreparedWorld): LinkKeeper {
  const { clock, random, logger, secret, pid } = options;
  return new LinkKeeper({
    clock,
    random,
    logger,
    maxOutage: config.limits.maxOutage,
    connect: async () => {
      const link = new WorldLink({ transport: await options.connect(), clock, logger });
      link.send({ type: "hello", secret, version: linkVersion, pid, role: "serve" });
      return link;
    },
    onLinked: (link) => server.serve(link),
    onAbandoned: () => server.abandonSessions(),
    onGivenUp: () => server.stopAlone(),
  });
}

async function prepare(options: WorldOptions): Promise<PreparedWorld> {
  const { clock, logger, random } = options;
  if (options.config instanceof Error) throw options.config;
  const { config } = options;
  // The store's thread needs a moment to start: meanwhile, the game is loaded.
  const store = options.openStore(config);
  const loaded = await options.loadGame(config);
  const definition = asDefinition(loaded.definition);
  const openMarker = (): Marker => options.openMarker(config);
  const server = new WorldServer({
    config,
    store,
    clock,
    logger,
    marker: options.role === "serve" ? openMarker() : new LateMarker(openMarker),
    watchLine: options.watchLine ?? null,
    takeHang: () => options.takeHang(config),
    exit: (code) => options.exit(code),
  });
  const engine = buildEngine({
    config,
    definition,
    modules: loaded.modules,
    help: loaded.help,
    store,
    clock,
    random,
    logger,
    context: asyncTurnContext(),
    server: serverControl(
      config,
      definition,
      clock,
      {
        request: (...request) => server.request(...request),
        backup: backupOnDemand(config, clock, options.makeBackup),
      },
      options.environment,
    ),
    edge: server,
  });
  const hooks = new ServerHooks(engine.game, definition.hooks ?? {}, logger);
  server.attach(engine, hooks);
  // Whatever can be done before an old world lets go is done before: the players wait from then on.
  await store.prepare();
  if (config.web.enabled) await options.serveSite?.(createSite(siteFacts(config, engine), logger), config);
  return { engine, hooks, server, store, config, classes: definition.classes ?? {} };
}

/** A standby must not touch the marker of the world that still serves. */
class LateMarker implements Marker {
  readonly #open: () => Marker;
  #marker: Marker | null = null;

  constructor(open: () => Marker) {
    this.#open = open;
  }

  running(...running: Parameters<Marker["running"]>): void {
    this.#marker ??= this.#open();
    this.#marker.running(...running);
  }

  idle(): void {
    this.#marker?.idle();
  }
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
