import type { Clock } from "../base/clock.ts";
import type { JsonObject, JsonValue } from "../base/json.ts";
import type { Logger } from "../base/logger.ts";
import { acceptWorld } from "../link/accept-world.ts";
import type { GatewaySettings } from "../link/messages.ts";
import type { Running } from "../link/running-marker.ts";
import type { Transport } from "../link/transport.ts";
import { Connections } from "./connections.ts";
import { Flusher } from "./flusher.ts";
import type { Renewal } from "./supervisor/pending-renewal.ts";
import { Supervisor } from "./supervisor/supervisor.ts";
import type { SpawnWorld, WorldProcess } from "./supervisor/world-process.ts";

export interface GatewayCoreOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this run of the gateway. */
  readonly name: string;
  /** Applied until a world says otherwise. */
  readonly settings: GatewaySettings;
  readonly secret: string;
  readonly spawnWorld: SpawnWorld;
  readonly takeMarker: () => Running | null;
  readonly onServing: (pid: number) => void;
  /** Somebody in the game wants the server to end. */
  readonly onShutdown: (reason: string) => void;
  /** The very first world did not come up: there is no game to serve. */
  readonly onStillborn: () => void;
}

/** The gateway without its listeners: connections on one side, the supervised world on the other. */
export class GatewayCore {
  readonly connections: Connections;
  readonly flusher = new Flusher();
  readonly startedAt: number;
  readonly #options: GatewayCoreOptions;
  readonly #supervisor: Supervisor;

  constructor(options: GatewayCoreOptions) {
    const { clock, logger, name, settings, spawnWorld, secret } = options;
    this.#options = options;
    this.startedAt = clock.now();
    this.connections = new Connections({ clock, logger, gateway: name, settings });
    this.#supervisor = new Supervisor({
      clock,
      logger,
      seat: this.connections,
      spawn: (role) => spawnWorld(role, secret),
      takeMarker: options.takeMarker,
      onServing: options.onServing,
      onShutdown: options.onShutdown,
      onStillborn: options.onStillborn,
    });
  }

  get isServing(): boolean {
    return this.#supervisor.isServing;
  }

  get worldStatus(): Supervisor["status"] {
    return this.#supervisor.status;
  }

  /** @param earlier a world that may still run from before */
  start(earlier: WorldProcess | null): void {
    if (earlier === null) this.#supervisor.start();
    else this.#supervisor.adopt(earlier);
  }

  /** Somebody calls on the link. */
  acceptLink(transport: Transport): void {
    const { clock, logger, secret } = this.#options;
    acceptWorld({ transport, clock, logger, secret }, (link, hello) => this.#supervisor.linked(link, hello));
  }

  renew(mode: Renewal, reason: string, progress?: (text: string) => void): Promise<void> {
    return this.#supervisor.renew(mode, reason, progress);
  }

  ask(verb: string, args: JsonObject): Promise<JsonValue> {
    // What the world knows of its sessions can only be compared with what is known here.
    const facts: JsonObject = verb === "checkMemory" ? { connected: [...this.connections.facts()] } : {};
    return this.#supervisor.ask(verb, { ...args, ...facts });
  }

  /** Ends the world, then every connection. True when the world said that everything is saved. */
  async stop(text: string): Promise<boolean> {
    const hasSaved = await this.#supervisor.stop(text);
    this.connections.stop();
    return hasSaved;
  }
}
