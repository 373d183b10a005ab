import type { Socket } from "node:net";
import type ssh2 from "ssh2";
import type { Connection as SshConnection, Server, ServerConfig, ServerHostKeyAlgorithm } from "ssh2";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import type { Connections } from "../connections.ts";
import type { Flusher } from "../flusher.ts";
import { Vestibule } from "../limits/vestibule.ts";
import { hostKey, type HostKeyKind } from "../ssh/host-key.ts";
import { loadSsh2 } from "../ssh/load-ssh2.ts";
import { SshVisitor } from "../ssh/ssh-visitor.ts";
import { SshWire } from "../ssh/ssh-wire.ts";
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

/** By which signatures a key proves itself. */
const signatures: Readonly<Record<HostKeyKind, readonly ServerHostKeyAlgorithm[]>> = {
  ed25519: ["ssh-ed25519"],
  rsa: ["rsa-sha2-512", "rsa-sha2-256"],
};

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
  /** It is no stranger any more. */
  readonly settle: () => void;
}

/** The SSH port (`protocols.md` §12). */
export class SshDoor {
  readonly #options: SshDoorOptions;
  readonly #strangers = new Vestibule();
  /** By address and port, because the library tells no more of them. */
  readonly #arrivals = new Map<string, Arrival>();
  #listener: Listener | null = null;
  #server: Server | null = null;

  constructor(options: SshDoorOptions) {
    this.#options = options;
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
        hostKeys: kinds.map((kind) => hostKey(library, keys, kind)),
        ident: "Mudlark",
        algorithms: { ...algorithms, serverHostKey: kinds.flatMap((kind) => signatures[kind]) },
        keepaliveInterval: keepaliveMs,
        keepaliveCountMax: mostMissedKeepalives,
      },
      (client, { ip, port }) => this.#greet(client, nameOf(ip, port), library.utils.parseKey),
    );
    this.#listener = await listenTelnet({
      what: "SSH",
      hosts: network.lockdown ? ["127.0.0.1", "::1"] : telnet.hosts,
      ports: [ssh.port],
      logger,
      onSocket: (socket) => this.#arrive(socket),
    });
  }

  /** Lets nobody in any more; who is in stays. */
  close(): void {
    this.#listener?.close();
  }

  #arrive(socket: Socket): void {
    const { clock, connections } = this.#options;
    const { remoteAddress: address = "", remotePort: port = 0 } = socket;
    socket.on("error", () => {});
    const leave = connections.isWelcome(address) ? this.#strangers.enter(address, mostStrangers) : null;
    if (leave === null) return void socket.destroy();
    const patience = clock.after(patienceMs, () => socket.destroy());
    const name = nameOf(address, port);
    let isStranger = true;
    const settle = (): void => {
      if (!isStranger) return;
      isStranger = false;
      patience.cancel();
      leave();
    };
    this.#arrivals.set(name, { socket, settle });
    socket.once("close", () => {
      settle();
      this.#arrivals.delete(name);
    });
    this.#server?.injectSocket(socket);
  }

  /** It speaks SSH. */
  #greet(client: SshConnection, name: string, parseKey: typeof ssh2.utils.parseKey): void {
    const arrival = this.#arrivals.get(name);
    if (arrival === undefined) return void client.end();
    const { clock, config } = this.#options;
    const { socket, settle } = arrival;
    const address = socket.remoteAddress ?? "";
    const visitor = new SshVisitor({
      client,
      socket,
      clock,
      parseKey,
      openUsers: config.ssh.openUsers,
      admit: (hangUp) => this.#admit(address, hangUp),
      onSettled: settle,
    });
    visitor.start();
  }

  /** Null when it is not welcome. */
  #admit(address: string, hangUp: () => void): SshWire | null {
    const { clock, connections, flusher } = this.#options;
    const wire = new SshWire({ clock, flusher, settings: () => connections.settings, hangUp });
    return connections.accept(wire, address) === null ? null : wire;
  }
}

function nameOf(address: string, port: number): string {
  return `${address} ${port}`;
}
