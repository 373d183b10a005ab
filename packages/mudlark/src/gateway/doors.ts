import type { MsspVariables } from "@mudlark/protocols";
import type { Clock } from "../base/clock.ts";
import type { JsonObject } from "../base/json.ts";
import type { Logger } from "../base/logger.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { GatewaySettings } from "../link/messages.ts";
import { tlsFiles, type TlsFiles } from "../config/tls-files.ts";
import type { GatewayCore } from "./gateway.ts";
import { listenHttp, type HttpOptions } from "./listeners/http.ts";
import { SshDoor } from "./listeners/ssh-door.ts";
import { TelnetDoor } from "./listeners/telnet-door.ts";
import { msspVariables } from "./mssp-variables.ts";
import { TelnetOptions } from "./telnet-options.ts";
import { WatchedCertificate } from "./tls/watched-certificate.ts";
import { WebSocketWires } from "./web-socket-wires.ts";

export interface DoorsOptions {
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Of the engine. */
  readonly version: string;
  readonly core: GatewayCore;
  /** The folder with the keys of the server. */
  readonly keys: string;
  readonly publicStatus: () => JsonObject;
  readonly forward: HttpOptions["forward"];
}

/** Where clients can come in. */
export interface DoorAddresses {
  /** `host:port` of each plain telnet listener. */
  readonly telnet: readonly string[];
  /** `host:port` of each listener for telnet over TLS. */
  readonly telnetTls: readonly string[];
  /** `host:port` of each SSH listener. */
  readonly ssh: readonly string[];
  /** Null when it is off. */
  readonly web: string | null;
}

/** The listeners that players come in by. */
export class Doors {
  readonly #options: DoorsOptions;
  readonly #listeners: { close(): void }[] = [];
  readonly #certificates = new Map<string, WatchedCertificate>();
  readonly #telnetOptions: TelnetOptions;
  #telnet: TelnetDoor | null = null;
  #ssh: SshDoor | null = null;
  #web: string | null = null;

  constructor(options: DoorsOptions) {
    this.#options = options;
    const { clock, core } = options;
    this.#telnetOptions = new TelnetOptions({
      clock,
      flusher: core.flusher,
      connections: core.connections,
      mssp: () => this.#mssp(),
      webAddress: () => this.#web,
    });
  }

  get addresses(): DoorAddresses {
    return {
      telnet: this.#telnet?.plain ?? [],
      telnetTls: this.#telnet?.tls ?? [],
      ssh: this.#ssh?.addresses ?? [],
      web: this.#web,
    };
  }

  /**
   * @throws MudlarkError LISTEN_FAILED when a port cannot be opened, CERTIFICATE_INVALID when there is TLS and its
   * certificate cannot be used, CONFIG_INVALID when the package for SSH is missing; close them all then
   */
  async open(): Promise<void> {
    await this.#openTelnet();
    await this.#openSsh();
    await this.#openWeb();
  }

  /** Lets nobody in any more; who is in stays. */
  close(): void {
    for (const door of this.#listeners.splice(0)) door.close();
    for (const certificate of this.#certificates.values()) certificate.close();
    this.#certificates.clear();
  }

  /** Settles when the doors are closed and the telnet clients have closed their connections. */
  async allGone(): Promise<void> {
    await this.#telnet?.allGone();
  }

  async #openTelnet(): Promise<void> {
    const { config, clock, logger, core } = this.#options;
    if (!config.telnet.enabled) return;
    const files = tlsFiles(config).telnet;
    this.#telnet = new TelnetDoor({
      config,
      clock,
      logger,
      connections: core.connections,
      certificate: files === null ? null : this.#certificate(files),
      wires: this.#telnetOptions,
    });
    this.#listeners.push(this.#telnet);
    await this.#telnet.open();
  }

  async #openSsh(): Promise<void> {
    const { config, clock, logger, core, keys } = this.#options;
    if (!config.ssh.enabled) return;
    const { connections, flusher } = core;
    this.#ssh = new SshDoor({ config, clock, logger, connections, flusher, keys });
    this.#listeners.push(this.#ssh);
    await this.#ssh.open();
  }

  /** Listeners with the same files share what is read from them. */
  #certificate(files: TlsFiles): WatchedCertificate {
    const { clock, logger } = this.#options;
    const name = `${files.cert}\n${files.key}`;
    const certificate = this.#certificates.get(name) ?? new WatchedCertificate({ files, clock, logger });
    this.#certificates.set(name, certificate);
    return certificate;
  }

  #mssp(): MsspVariables {
    const { config, version, core } = this.#options;
    const { telnet, telnetTls, ssh, web } = this.addresses;
    return msspVariables(config, {
      players: core.connections.inCharacter,
      startedAt: core.startedAt,
      ports: portsOf(telnet),
      tlsPort: portsOf(telnetTls)[0] ?? null,
      sshPort: portsOf(ssh)[0] ?? null,
      webSocket: web === null ? null : `${web.replace(/^http/, "ws")}ws`,
      counts: core.connections.settings.counts,
      version,
    });
  }

  async #openWeb(): Promise<void> {
    const { config, core, clock, publicStatus, forward } = this.#options;
    const { web, ws, network, game } = config;
    if (!web.enabled) return;
    const { connections, flusher } = core;
    const settings = (): GatewaySettings => connections.settings;
    const wires = new WebSocketWires({
      clock,
      flusher,
      settings,
      telnet: ({ secure }) => this.#telnetOptions.for({ secure, trusted: false, carrier: "webSocket" }),
    });
    const files = tlsFiles(config).web;
    const listener = await listenHttp({
      clock,
      host: network.lockdown ? "localhost" : web.host,
      port: web.port,
      certificate: files === null ? null : this.#certificate(files),
      settings,
      webSockets: () => ({
        subprotocols: ws.subprotocols,
        ownHosts: settings().allowedHosts,
        foreignOrigins: ws.foreignOrigins,
      }),
      isServing: () => core.isServing,
      publicStatus,
      accept: (client) => void connections.accept(wires.make(client), client.address),
      forward,
    });
    this.#web = `${files === null ? "http" : "https"}://${game.hostname}:${listener.port}/`;
    this.#listeners.push(listener);
  }
}

/** Of `host:port`, each once. */
function portsOf(addresses: readonly string[]): readonly number[] {
  return [...new Set(addresses.map((address) => Number(address.replace(/^.*:/, ""))))];
}
