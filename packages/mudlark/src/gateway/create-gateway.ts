import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Clock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import type { JsonObject } from "../base/json.ts";
import type { Logger } from "../base/logger.ts";
import { gatewaySettingsOf } from "../config/gateway-settings.ts";
import type { GamePaths } from "../config/game-paths.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import { readMarker, type Running } from "../link/running-marker.ts";
import { listenSocket } from "../link/socket-transport.ts";
import { listenControl } from "./control/control-server.ts";
import type { ServerStatus } from "./control/protocol.ts";
import { Doors, type DoorAddresses } from "./doors.ts";
import { GatewayCore } from "./gateway.ts";
import { linkSecret } from "./link-secret.ts";
import { Forwarder } from "./site/forwarder.ts";
import { readWorldFile, strangeProcess, writeWorldFile } from "./supervisor/world-file.ts";
import type { SpawnWorld } from "./supervisor/world-process.ts";

export interface GatewayOptions {
  readonly config: ResolvedConfig;
  readonly paths: GamePaths;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Of the engine. */
  readonly version: string;
  readonly spawnWorld: SpawnWorld;
}

export interface Gateway {
  readonly addresses: DoorAddresses;
  status(): ServerStatus;
  /** Replaces the world; rejects with the reason when the old one goes on. */
  reload(reason: string): Promise<void>;
  /** Saves everything and ends. A second call does not wait for the world. */
  stop(text: string): Promise<void>;
  /**
   * Settles with an exit code when the gateway has ended: 0 after a clean stop, 1 when the world could not save, or
   * when the first world did not come up.
   */
  readonly done: Promise<number>;
}

/** How long the process waits for clients that do not close their end. */
const farewellMs = 1000;

/**
 * Opens everything that a server listens on, and starts the world, or takes over one that an earlier gateway left.
 *
 * @throws MudlarkError LINK_BUSY when the game is running already, LISTEN_FAILED when a port is taken
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const server = new RunningGateway(options);
  await server.open();
  return server;
}

class RunningGateway implements Gateway {
  readonly #options: GatewayOptions;
  readonly #core: GatewayCore;
  readonly #forwarder: Forwarder;
  readonly #done = Promise.withResolvers<number>();
  readonly #closers: (() => unknown)[] = [];
  readonly #doors: Doors;
  /** The world that serves, or served last. */
  #worldPid: number | null = null;
  #hasEnded = false;

  constructor(options: GatewayOptions) {
    const { config, paths, clock, logger, spawnWorld } = options;
    this.#options = options;
    this.#core = new GatewayCore({
      clock,
      logger,
      spawnWorld,
      name: randomUUID(),
      settings: gatewaySettingsOf(config),
      secret: linkSecret(path.join(paths.run, "link.secret")),
      takeMarker: () => takeMarker(paths.marker),
      onServing: (pid) => this.#serving(pid),
      onShutdown: (reason) => void this.stop(reason),
      onStillborn: () => this.#stillborn(),
    });
    this.#forwarder = new Forwarder({ clock, target: () => this.#site() });
    this.#doors = new Doors({
      config,
      clock,
      logger,
      version: options.version,
      core: this.#core,
      keys: paths.keys,
      publicStatus: () => this.#publicStatus(),
      forward: (request, response, origin) => void this.#forwarder.forward(request, response, origin),
    });
  }

  get done(): Promise<number> {
    return this.#done.promise;
  }

  get addresses(): Gateway["addresses"] {
    return this.#doors.addresses;
  }

  async open(): Promise<void> {
    try {
      await this.#openAll();
    } catch (error) {
      await this.#close();
      throw error;
    }
    const { clock, paths, version } = this.#options;
    const pid = readWorldFile(worldFile(paths));
    this.#worldPid = pid;
    this.#core.start(pid === null ? null : strangeProcess(pid, clock));
    const facts = { pid: process.pid, startedAt: this.#core.startedAt, version };
    writeFileSync(paths.gatewayFile, `${JSON.stringify(facts)}\n`);
  }

  status(): ServerStatus {
    const { config, clock, version } = this.#options;
    const { connections, startedAt, worldStatus } = this.#core;
    return {
      version,
      game: config.game.name,
      gateway: { pid: process.pid, startedAt, rssBytes: process.memoryUsage.rss() },
      world: worldStatus,
      sessions: connections.count,
      players: connections.players,
      uptime: Math.floor((clock.now() - startedAt) / 1000),
      ...this.#doors.addresses,
    };
  }

  reload(reason: string): Promise<void> {
    return this.#core.renew("reload", reason);
  }

  async stop(text: string): Promise<void> {
    this.#doors.close();
    const hasSaved = await this.#core.stop(text);
    this.#end(hasSaved ? 0 : 1);
  }

  #serving(pid: number): void {
    writeWorldFile(worldFile(this.#options.paths), pid);
    if (pid !== this.#worldPid) this.#removeSite();
    this.#worldPid = pid;
    this.#forwarder.wake();
  }

  /** Where the pages of the world are, while it serves. */
  #site(): string | null {
    const { pid } = this.#core.worldStatus;
    return this.#core.isServing && pid !== null ? this.#options.paths.site(pid) : null;
  }

  /** A world that was killed leaves its socket behind. */
  #removeSite(): void {
    if (this.#worldPid !== null) rmSync(this.#options.paths.site(this.#worldPid), { force: true });
  }

  /** While a game is being written, the next save may cure it; otherwise there is nothing to wait for. */
  #stillborn(): void {
    if (this.#options.config.mode === "development") return;
    this.#core.connections.stop();
    this.#end(1);
  }

  /** Whoever asked for it hears of it before the control socket closes. */
  #end(exitCode: number): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#removeSite();
    rmSync(worldFile(this.#options.paths), { force: true });
    rmSync(this.#options.paths.gatewayFile, { force: true });
    void Promise.all([this.#close(), this.#lastWordsRead()]).then(() => this.#done.resolve(exitCode));
  }

  /** Clients get a moment to read why they are disconnected. */
  #lastWordsRead(): Promise<unknown> {
    const enough = new Promise<void>((resolve) => this.#options.clock.after(farewellMs, resolve));
    return Promise.race([this.#doors.allGone(), enough]);
  }

  async #openAll(): Promise<void> {
    const { paths, logger } = this.#options;
    mkdirSync(paths.run, { recursive: true });
    const link = await listenSocket(paths.link, (transport) => this.#core.acceptLink(transport));
    this.#closers.push(() => link.close());
    const control = await listenControl(
      paths.control,
      {
        status: () => this.status(),
        renew: (mode, reason, progress) => this.#core.renew(mode, reason, progress),
        stop: async (text, progress) => {
          progress("Saving, and telling the players ...");
          await this.stop(text);
        },
        ask: (verb, args) => this.#core.ask(verb, args),
      },
      logger,
    );
    this.#closers.push(() => control.close());
    await this.#doors.open();
  }

  #publicStatus(): JsonObject {
    const { game, version, players, uptime, telnet, telnetTls, ssh, web } = this.status();
    return { name: game, version, players, uptime, telnet, telnetTls, ssh, web };
  }

  async #close(): Promise<void> {
    this.#forwarder.close();
    this.#doors.close();
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        this.#options.logger.warn("a listener did not close well", { error: messageOf(error) });
      }
    }
  }
}

function worldFile(paths: GamePaths): string {
  return path.join(paths.run, "world.pid");
}

/** The marker counts once: a world that dies before it does anything must not be blamed for its predecessor. */
function takeMarker(file: string): Running | null {
  const running = readMarker(file);
  rmSync(file, { force: true });
  return running;
}
