import type { Socket } from "node:net";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import type { Connections } from "../connections.ts";
import type { TelnetOptions } from "../telnet-options.ts";
import { Vestibule } from "../limits/vestibule.ts";
import { TlsHandshakes } from "../tls/tls-handshakes.ts";
import type { WatchedCertificate } from "../tls/watched-certificate.ts";
import { TelnetWire } from "../wires/telnet-wire.ts";
import { CurrentProxies } from "./client-address.ts";
import { peekBytes } from "./peek-bytes.ts";
import { proxiedAddress } from "./proxied-address.ts";
import { listenTelnet, type Listener } from "./telnet.ts";

export interface TelnetDoorOptions {
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly connections: Connections;
  /** Null when there is no TLS. */
  readonly certificate: WatchedCertificate | null;
  readonly wires: TelnetOptions;
}

/** What is expected of whoever comes to a port. */
interface Manners {
  readonly tls: "none" | "detected" | "required";
  /** Does a proxy have to say first for whom it calls? */
  readonly proxied: boolean;
}

/** How long a client may be silent on a port for TLS; one that waits for words never says anything. */
const tlsPatienceMs = 10_000;
/** How long a plain port waits for TLS, where it takes both. */
const detectMs = 150;
/** How long a client may take to read that it has come to the wrong port. */
const lingerMs = 5000;
/** The first byte of a TLS handshake (RFC 8446 §5.1). */
const tlsHandshake = 0x16;

/** The telnet ports, plain and TLS (`protocols.md` §11.2–11.4). */
export class TelnetDoor {
  readonly #options: TelnetDoorOptions;
  readonly #handshakes: TlsHandshakes | null;
  readonly #trusted: CurrentProxies;
  readonly #vestibule = new Vestibule();
  readonly #listeners: Listener[] = [];
  readonly #gone: Promise<unknown>[] = [];
  #plain: readonly string[] = [];
  #tls: readonly string[] = [];
  /** The plain port that strangers may come to. */
  #openPort: string | null = null;
  #isClosed = false;

  constructor(options: TelnetDoorOptions) {
    const { certificate, clock, logger } = options;
    this.#options = options;
    this.#trusted = new CurrentProxies(() => options.connections.settings);
    this.#handshakes = certificate === null ? null : new TlsHandshakes({ clock, logger, certificate });
  }

  /** `host:port` of each plain listener. */
  get plain(): readonly string[] {
    return this.#plain;
  }

  /** `host:port` of each listener for TLS. */
  get tls(): readonly string[] {
    return this.#tls;
  }

  /** @throws MudlarkError LISTEN_FAILED when a port cannot be opened; close the door then */
  async open(): Promise<void> {
    const { telnet } = this.#options.config;
    const isOpen = (port: number): boolean => !telnet.proxyPorts.includes(port);
    for (const port of telnet.ports) {
      const addresses = await this.#listen(port, telnet.tls.detect ? "detected" : "none");
      this.#plain = [...this.#plain, ...addresses];
      if (isOpen(port)) this.#openPort ??= portOf(addresses[0] ?? "");
    }
    if (!telnet.tls.enabled) return;
    for (const port of telnet.tls.ports) {
      this.#tls = [...this.#tls, ...(await this.#listen(port, "required"))];
    }
  }

  /** Lets nobody in any more, not even who is on the way; who is in stays. */
  close(): void {
    this.#isClosed = true;
    for (const listener of this.#listeners.splice(0)) listener.close();
  }

  /** Settles when it is closed and all clients have closed their connections. */
  allGone(): Promise<unknown> {
    return Promise.all(this.#gone);
  }

  async #listen(port: number, tls: Manners["tls"]): Promise<readonly string[]> {
    const { config, logger } = this.#options;
    const manners: Manners = { tls, proxied: config.telnet.proxyPorts.includes(port) };
    const listener = await listenTelnet({
      hosts: config.network.lockdown ? ["127.0.0.1", "::1"] : config.telnet.hosts,
      ports: [port],
      logger,
      onSocket: (socket) => this.#arrive(socket, manners),
    });
    this.#listeners.push(listener);
    this.#gone.push(listener.gone);
    return listener.addresses;
  }

  #arrive(socket: Socket, manners: Manners): void {
    if (manners.tls !== "none" || manners.proxied) return void this.#approach(socket, manners);
    this.#accept(socket, socket.remoteAddress ?? "", false);
  }

  /** Finds out who comes, and how, before there is a connection. */
  async #approach(socket: Socket, { tls, proxied }: Manners): Promise<void> {
    socket.on("error", () => {});
    const peer = socket.remoteAddress ?? "";
    const { connections, clock } = this.#options;
    const leave = this.#vestibule.enter(peer, proxied ? 0 : connections.settings.connectionsPerIp);
    if (leave === null) return void socket.destroy();
    const address = proxied ? await proxiedAddress(socket, clock, this.#trusted.proxies) : peer;
    const isTls = address !== null && tls !== "none" && (await this.#speaksTls(socket, tls));
    const client = isTls ? await this.#shakeHands(socket, address) : socket;
    leave();
    if (this.#isClosed || address === null || client === null || client.destroyed) {
      return void socket.destroy();
    }
    if (tls === "required" && !isTls) return this.#sendElsewhere(socket);
    this.#accept(client, address, isTls);
  }

  async #speaksTls(socket: Socket, tls: "detected" | "required"): Promise<boolean> {
    const patience = tls === "required" ? tlsPatienceMs : detectMs;
    const bytes = await peekBytes(socket, this.#options.clock, patience);
    return bytes?.[0] === tlsHandshake;
  }

  /** It costs more than anything else that a stranger can ask for, so no banned one gets it. */
  async #shakeHands(socket: Socket, address: string): Promise<Socket | null> {
    if (this.#handshakes === null || !this.#options.connections.isWelcome(address)) return null;
    return this.#handshakes.shake(socket);
  }

  #sendElsewhere(socket: Socket): void {
    const port = this.#openPort;
    const elsewhere = port === null ? "Switch TLS on" : `Use port ${port} without TLS, or switch TLS on`;
    // What is not read would make the system forget the words, too.
    socket.resume();
    socket.end(`This port needs TLS. ${elsewhere}.\r\n`);
    this.#options.clock.after(lingerMs, () => socket.destroy());
  }

  #accept(socket: Socket, address: string, secure: boolean): void {
    const trusted = this.#trusted.proxies.includes(address);
    const wire = new TelnetWire(socket, this.#options.wires.for({ secure, trusted, carrier: "socket" }));
    this.#options.connections.accept(wire, address);
  }
}

/** Of `host:port`. */
function portOf(address: string): string {
  return address.replace(/^.*:/, "");
}
