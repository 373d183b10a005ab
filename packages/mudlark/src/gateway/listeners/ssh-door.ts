import type { Socket } from "node:net";
import type ssh2 from "ssh2";
import type { Connection as SshConnection, Server, ServerConfig } from "ssh2";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import type { Connections } from "../connections.ts";
import type { Flusher } from "../flusher.ts";
import type { ClientFlags } from "../../link/session-state.ts";
import { Vestibule } from "../limits/vestibule.ts";
import { clientSoftware } from "../ssh/client-software.ts";
import { hostKey, type HostKeyKind } from "../ssh/host-key.ts";
import { provenKeys } from "../ssh/proven-keys.ts";
import { loadSsh2 } from "../ssh/load-ssh2.ts";
import { SshVisitor } from "../ssh/ssh-visitor.ts";
import { SshWire } from "../ssh/ssh-wire.ts";
import { CurrentProxies } from "./client-address.ts";
import { proxiedAddress } from "./proxied-address.ts";
import { listenTelnet, type Listener } from "./telnet.ts";

export interface SshDoorOptions {
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly connections: Connections;
  readonly flusher: Flusher;
  /** Where the keys of the server are kept. */
  readonly keys: string;
}

/** Connections of one address that have not shown who they are. */
const mostStrangers = 20;
const keepaliveMs = 30_000;
const mostMissedKeepalives = 3;

/** No SHA-1 anywhere, and with each of these key exchanges the library is strict about the order of packets. */
const algorithms = {
  kex: {
    append: [],
    prepend: [],
    remove: [
      "diffie-hellman-group14-sha1",
      "diffie-hellman-group-exchange-sha1",
      "diffie-hellman-group1-sha1",
    ],
  },
  hmac: { append: [], prepend: [], remove: ["hmac-sha1", "hmac-sha1-etm@openssh.com"] },
  compress: ["none"],
} satisfies ServerConfig["algorithms"];

/** How long it may take until a client has shown who it is and has a terminal. */
const patienceMs = 30_000;

/** A socket on its way in. */
interface Arrival {
  readonly socket: Socket;
  /** Of the client, also behind a proxy. */
  readonly address: string;
  /** It is no stranger any more. */
  readonly settle: () => void;
}

/** Somebody who speaks SSH. */
interface Introduction {
  /** Unknown when its socket has closed meanwhile. */
  readonly arrival: Arrival | undefined;
  readonly software: ClientFlags;
  readonly parseKey: typeof ssh2.utils.parseKey;
}

/** The SSH port (`protocols.md` §12). */
export class SshDoor {
  readonly #options: SshDoorOptions;
  readonly #strangers = new Vestibule();
  readonly #trusted: CurrentProxies;
  /** By address and port, because the library tells no more of them. */
  readonly #arrivals = new Map<string, Arrival>();
  #listener: Listener | null = null;
  #server: Server | null = null;

  constructor(options: SshDoorOptions) {
    this.#options = options;
    this.#trusted = new CurrentProxies(() => options.connections.settings);
  }

  /** `host:port` of each listener. */
  get addresses(): readonly string[] {
    return this.#listener?.addresses ?? [];
  }

  /**
   * @throws MudlarkError LISTEN_FAILED when the port cannot be opened, CONFIG_INVALID when the package for SSH is
   * missing
   */
  async open(): Promise<void> {
    const { config, logger, keys } = this.#options;
    const { ssh, network, telnet } = config;
    const library = await loadSsh2();
    const kinds: readonly HostKeyKind[] = ssh.rsaKey ? ["ed25519", "rsa"] : ["ed25519"];
    this.#server = new library.Server(
      {
        hostKeys: kinds.flatMap((kind) => provenKeys(library, hostKey(library, keys, kind))),
        ident: "Mudlark",
        algorithms,
        keepaliveInterval: keepaliveMs,
        keepaliveCountMax: mostMissedKeepalives,
      },
      (client, { ip, port, header }) =>
        this.#greet(client, {
          arrival: this.#arrivals.get(nameOf(ip, port)),
          software: clientSoftware(header.versions.software),
          parseKey: library.utils.parseKey,
        }),
    );
    this.#listener = await listenTelnet({
      what: "SSH",
      hosts: network.lockdown ? ["127.0.0.1", "::1"] : telnet.hosts,
      ports: [ssh.port],
      logger,
      onSocket: (socket) => void this.#approach(socket),
    });
  }

  /** Lets nobody in any more; who is in stays. */
  close(): void {
    this.#listener?.close();
  }

  /** Behind a proxy, hears from it first who comes. */
  async #approach(socket: Socket): Promise<void> {
    const { config, clock } = this.#options;
    const peer = socket.remoteAddress ?? "";
    socket.on("error", () => {});
    if (!config.telnet.proxyPorts.includes(config.ssh.port)) return this.#arrive(socket, peer);
    const leave = this.#strangers.enter(peer, 0);
    if (leave === null) return void socket.destroy();
    const address = await proxiedAddress(socket, clock, this.#trusted.proxies);
    leave();
    if (address === null || socket.destroyed) return void socket.destroy();
    this.#arrive(socket, address);
    return void socket.resume();
  }

  #arrive(socket: Socket, address: string): void {
    const { clock, connections } = this.#options;
    const leave = connections.isWelcome(address) ? this.#strangers.enter(address, mostStrangers) : null;
    if (leave === null) return void socket.destroy();
    const patience = clock.after(patienceMs, () => socket.destroy());
    const name = nameOf(socket.remoteAddress ?? "", socket.remotePort ?? 0);
    let isStranger = true;
    const settle = (): void => {
      if (!isStranger) return;
      isStranger = false;
      patience.cancel();
      leave();
    };
    this.#arrivals.set(name, { socket, address, settle });
    socket.once("close", () => {
      settle();
      this.#arrivals.delete(name);
    });
    this.#server?.injectSocket(socket);
  }

  /** It speaks SSH. */
  #greet(client: SshConnection, { arrival, software, parseKey }: Introduction): void {
    if (arrival === undefined) return void client.end();
    const { clock, config } = this.#options;
    const { socket, address, settle } = arrival;
    const visitor = new SshVisitor({
      client,
      socket,
      clock,
      parseKey,
      openUsers: config.ssh.openUsers,
      admit: (hangUp) => this.#admit(address, software, hangUp),
      onSettled: settle,
    });
    visitor.start();
  }

  /** Null when it is not welcome. */
  #admit(address: string, software: ClientFlags, hangUp: () => void): SshWire | null {
    const { clock, connections, flusher } = this.#options;
    const wire = new SshWire({
      clock,
      flusher,
      settings: () => connections.settings,
      software,
      hangUp,
    });
    return connections.accept(wire, address) === null ? null : wire;
  }
}

function nameOf(address: string, port: number): string {
  return `${address} ${port}`;
}
