import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { MudlarkError, messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";

export interface TelnetListenerOptions {
  /** What is spoken there, for messages. Default: telnet. */
  readonly what?: string;
  readonly hosts: readonly string[];
  readonly ports: readonly number[];
  readonly logger: Logger;
  readonly onSocket: (socket: Socket) => void;
}

export interface Listener {
  /** `host:port` of each open door. */
  readonly addresses: readonly string[];
  /** Settles when it is closed and everybody who came in by it is gone. */
  readonly gone: Promise<unknown>;
  /** Lets nobody in any more; who is in stays. */
  close(): void;
}

const tcpKeepaliveMs = 60_000;

/**
 * Opens ports for sockets that speak telnet, or something else.
 *
 * @throws MudlarkError LISTEN_FAILED when one cannot be opened; none stays open then
 */
export async function listenTelnet(options: TelnetListenerOptions): Promise<Listener> {
  const { what = "telnet" } = options;
  const servers: Server[] = [];
  const close = (): void => {
    for (const server of servers) server.close();
  };
  try {
    for (const port of options.ports) {
      const opened = await Promise.all(options.hosts.map((host) => open(host, port, options)));
      const some = opened.filter((server) => server !== null);
      servers.push(...some);
      if (some.length === 0)
        throw new Error(`none of ${options.hosts.join(", ")} is an address of this machine`);
    }
  } catch (cause) {
    close();
    const ports = options.ports.join(", ");
    throw new MudlarkError("LISTEN_FAILED", `cannot listen for ${what} on ${ports}: ${messageOf(cause)}`, {
      cause,
    });
  }
  const gone = Promise.all(servers.map((server) => once(server, "close")));
  return { addresses: servers.map(addressOf), gone, close };
}

/** Null when the machine has no such address: a game that wants IPv4 and IPv6 is content with one of them. */
async function open(host: string, port: number, options: TelnetListenerOptions): Promise<Server | null> {
  const server = createServer(
    { noDelay: true, keepAlive: true, keepAliveInitialDelay: tcpKeepaliveMs },
    options.onSocket,
  );
  try {
    await listen(server, host, port);
    return server;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EADDRNOTAVAIL" && code !== "EAFNOSUPPORT") throw error;
    const words = `an address of the ${options.what ?? "telnet"} port is left out`;
    options.logger.warn(words, { host, port, error: messageOf(error) });
    return host === "::" ? open("0.0.0.0", port, options) : null;
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      server.on("error", () => {});
      resolve();
    });
  });
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") return String(address);
  return address.family === "IPv6"
    ? `[${address.address}]:${address.port}`
    : `${address.address}:${address.port}`;
}
