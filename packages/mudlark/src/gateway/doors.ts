import { ZlibInflater } from "@mudlark/protocols";
import type { Socket } from "node:net";
import type { Clock } from "../base/clock.ts";
import type { JsonObject } from "../base/json.ts";
import type { Logger } from "../base/logger.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { GatewaySettings } from "../link/messages.ts";
import type { GatewayCore } from "./gateway.ts";
import { listenHttp, type HttpOptions } from "./listeners/http.ts";
import { listenTelnet } from "./listeners/telnet.ts";
import { msspVariables } from "./mssp-variables.ts";
import { createDeflater } from "./wires/deflater.ts";
import { WebSocketWires } from "./web-socket-wires.ts";
import { TelnetWire, type TelnetWireOptions } from "./wires/telnet-wire.ts";
import type { WebSocketClient } from "./wires/websocket-line.ts";

export interface DoorsOptions {
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Of the engine. */
  readonly version: string;
  readonly core: GatewayCore;
  readonly publicStatus: () => JsonObject;
  readonly forward: HttpOptions["forward"];
}

/** Where clients can come in. */
export interface DoorAddresses {
  /** `host:port` of each telnet listener. */
  readonly telnet: readonly string[];
  /** Null when it is off. */
  readonly web: string | null;
}

/** The listeners that players come in by. */
export class Doors {
  readonly #options: DoorsOptions;
  readonly #listeners: { close(): void }[] = [];
  readonly #sockets = new Set<Socket>();
  #telnet: readonly string[] = [];
  #telnetShared: { readonly settings: GatewaySettings; readonly options: TelnetWireOptions } | null = null;
  #web: string | null = null;

  constructor(options: DoorsOptions) {
    this.#options = options;
  }

  get addresses(): DoorAddresses {
    return { telnet: this.#telnet, web: this.#web };
  }

  /** @throws MudlarkError LISTEN_FAILED when a port cannot be opened; close them all then */
  async open(): Promise<void> {
    await this.#openTelnet();
    await this.#openWeb();
  }

  /** Lets nobody in any more; who is in stays. */
  close(): void {
    for (const door of this.#listeners.splice(0)) door.close();
  }

  /** Settles when the telnet clients of this moment have closed their connections. */
  allGone(): Promise<unknown> {
    const gone = [...this.#sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    return Promise.all(gone);
  }

  async #openTelnet(): Promise<void> {
    const { telnet, network } = this.#options.config;
    if (!telnet.enabled) return;
    const listener = await listenTelnet({
      hosts: network.lockdown ? ["127.0.0.1", "::1"] : telnet.hosts,
      ports: telnet.ports,
      logger: this.#options.logger,
      onSocket: (socket) => this.#acceptTelnet(socket),
    });
    this.#telnet = listener.addresses;
    this.#listeners.push(listener);
  }

  #acceptTelnet(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    const wire = new TelnetWire(socket, this.#telnetOptions());
    this.#options.core.connections.accept(wire, socket.remoteAddress ?? "");
  }

  /** Thousands of clients share them, until a reload changes the settings. */
  #telnetOptions(): TelnetWireOptions {
    const { settings } = this.#options.core.connections;
    if (this.#telnetShared?.settings !== settings) {
      this.#telnetShared = { settings, options: this.#makeTelnetOptions(settings) };
    }
    return this.#telnetShared.options;
  }

  #makeTelnetOptions(settings: GatewaySettings): TelnetWireOptions {
    const { clock, config } = this.#options;
    const { connections, flusher } = this.#options.core;
    return {
      clock,
      flusher,
      telnet: {
        now: () => clock.monotonic(),
        createDeflater,
        createInflater: () => new ZlibInflater(),
        inputChars: settings.inputChars,
        loginDelayMs: settings.loginDelayMs,
        sbTimeoutMs: config.telnet.sbTimeoutMs,
        clientWidth: settings.clientWidth,
        clientHeight: settings.clientHeight,
      },
      backlogBytes: () => connections.settings.outputBacklogBytes,
      mssp: () => this.#mssp(),
      webAddress: () => this.#web,
      detects: true,
    };
  }

  /** Telnet inside a WebSocket, which nothing else is mistaken for; compression is the WebSocket's business. */
  #telnetInside({ secure }: WebSocketClient): TelnetWireOptions {
    const options = this.#telnetOptions();
    const { createDeflater: _deflater, createInflater: _inflater, ...telnet } = options.telnet;
    return { ...options, telnet: { ...telnet, secure }, detects: false };
  }

  #mssp(): ReturnType<typeof msspVariables> {
    const { config, version } = this.#options;
    const { connections, startedAt } = this.#options.core;
    const ports = config.telnet.ports;
    return msspVariables(config, { players: connections.inCharacter, startedAt, ports, version });
  }

  async #openWeb(): Promise<void> {
    const { web, ws, network, game } = this.#options.config;
    if (!web.enabled) return;
    const { core, clock } = this.#options;
    const { connections, flusher } = core;
    const wires = new WebSocketWires({
      clock,
      flusher,
      settings: () => connections.settings,
      telnet: (client) => this.#telnetInside(client),
    });
    const listener = await listenHttp({
      host: network.lockdown ? "localhost" : web.host,
      port: web.port,
      trustedProxies: web.trustedProxies,
      webSockets: {
        subprotocols: ws.subprotocols,
        ownHosts: [game.hostname, ...web.allowedHosts],
        foreignOrigins: ws.foreignOrigins,
      },
      isServing: () => core.isServing,
      publicStatus: this.#options.publicStatus,
      accept: (client) => void connections.accept(wires.make(client), client.address),
      forward: this.#options.forward,
    });
    this.#web = `http://${game.hostname}:${listener.port}/`;
    this.#listeners.push(listener);
  }
}
