import type { Socket } from "node:net";
import { createServer, type Server, type TLSSocket } from "node:tls";
import type { Clock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import { oldestTls } from "./certificate.ts";
import { socketName } from "./socket-name.ts";
import type { WatchedCertificate } from "./watched-certificate.ts";

export interface TlsHandshakesOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly certificate: WatchedCertificate;
}

/** How long a client may take to shake hands, in milliseconds. */
export const handshakeMs = 10_000;
/** Failures are counted for so long before one line of the log tells of them. */
const reportAfterMs = 60_000;

/**
 * Shakes hands with clients whose connections somebody else has accepted, and perhaps begun to read: what was put back
 * into the socket is read first. Handshakes that fail are counted, and told of once a minute.
 */
export class TlsHandshakes {
  readonly #options: TlsHandshakesOptions;
  readonly #server: Server;
  readonly #waiting = new Map<string, (socket: TLSSocket) => void>();
  #failures = 0;
  #lastFailure = "the client went away, or was too slow";

  constructor(options: TlsHandshakesOptions) {
    this.#options = options;
    this.#server = createServer({ minVersion: oldestTls });
    options.certificate.use(({ cert, key }) => {
      this.#server.setSecureContext({ cert, key, minVersion: oldestTls });
    });
    this.#server.on("secureConnection", (socket) => this.#waiting.get(socketName(socket))?.(socket));
    this.#server.on("tlsClientError", (error) => (this.#lastFailure = messageOf(error)));
  }

  /** The encrypted connection; null when there came none, and then the socket is closed. */
  shake(socket: Socket): Promise<TLSSocket | null> {
    const name = socketName(socket);
    return new Promise((resolve) => {
      const patience = this.#options.clock.after(handshakeMs, () => socket.destroy());
      const settle = (secured: TLSSocket | null): void => {
        patience.cancel();
        this.#waiting.delete(name);
        socket.off("close", fail);
        resolve(secured);
      };
      const fail = (): void => {
        this.#countFailure();
        settle(null);
      };
      if (socket.destroyed) return fail();
      socket.once("close", fail);
      this.#waiting.set(name, settle);
      this.#server.emit("connection", socket);
    });
  }

  #countFailure(): void {
    if (this.#failures++ > 0) return;
    const { clock, logger } = this.#options;
    clock.after(reportAfterMs, () => {
      logger.info("TLS handshakes failed", { count: this.#failures, last: this.#lastFailure });
      this.#failures = 0;
    });
  }
}
